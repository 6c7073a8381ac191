import type { Account } from "../domain/account";
import { given } from "../domain/given";
import {
  newTransformationFields,
  type TransformationWish,
} from "../domain/transformations/newTransformation";
import { packageNamed, packagesOf } from "../domain/transformations/packages";
import { errors } from "../errors";
import { messages } from "../messages";
import type {
  DbtTransformationRecord,
  QuickstartPackage,
  QuickstartTransformationRecord,
  TransformationRecord,
  TransformationSchedule,
} from "../records/transformations";
import { connectionOf, groupOf } from "./find";
import type { NewDbt, NewQuickstart, NewTransformation, TransformationUpdate } from "./transformationModel";
import { projectOf } from "./transformationProjects";
import { transformationOf } from "./transformationView";

const said = messages.transformations;

/** What a body asks for, with defaults; not kept yet. @throws ApiError for what it names and is not there */
export function createTransformation(
  account: Account,
  body: NewTransformation,
  createdById: string,
): TransformationRecord {
  if (body.schedule) checkSchedule(account, undefined, body.schedule);
  return body.type === "DBT_CORE"
    ? createDbt(account, body, createdById)
    : createQuickstart(account, body, createdById);
}

/** A schedule is replaced as a whole. @throws ApiError for what the body names and is not there */
export function updateTransformation(
  account: Account,
  transformation: TransformationRecord,
  body: TransformationUpdate,
): TransformationRecord {
  if (body.schedule) checkSchedule(account, transformation.id, body.schedule);
  const settings = {
    paused: body.paused ?? transformation.paused,
    schedule: body.schedule ?? transformation.schedule,
  };
  const config = body.transformation_config ?? {};
  if (transformation.type === "DBT_CORE") {
    const project = projectOf(account, config.project_id ?? transformation.config.project_id);
    const { name, steps } = config;
    return {
      ...transformation,
      ...settings,
      groupId: project.groupId,
      config: { ...transformation.config, ...present({ name, steps }), project_id: project.id },
    };
  }
  const { excluded_models, configurable_variables, group_id } = config;
  return {
    ...transformation,
    ...settings,
    groupId: group_id ? groupOf(account, group_id).id : transformation.groupId,
    config: { ...transformation.config, ...present({ excluded_models, configurable_variables, group_id }) },
  };
}

function createDbt(account: Account, body: NewDbt, createdById: string): DbtTransformationRecord {
  const { project_id, name, steps } = body.transformation_config;
  const { groupId } = projectOf(account, project_id);
  return {
    ...newTransformationFields(account, groupId, wishOf(body, createdById)),
    type: "DBT_CORE",
    config: { project_id, name, steps },
  };
}

function createQuickstart(
  account: Account,
  body: NewQuickstart,
  createdById: string,
): QuickstartTransformationRecord {
  const config = body.transformation_config;
  const connectionIds = config.connection_ids ?? [];
  const connections = connectionIds.map((id) => connectionOf(account, id));
  const [first] = connections;
  // Without `group_id`, where it runs is told by its connections only.
  if (first === undefined) {
    throw errors.invalidInput(messages.fieldRequired("transformation_config.connection_ids"));
  }
  if (connections.some(({ groupId }) => groupId !== first.groupId))
    throw errors.invalidInput(said.severalGroups);
  const found = packageFor(account, config.package_name ?? undefined, first.service);
  const groupId = config.group_id ? groupOf(account, config.group_id).id : first.groupId;
  return {
    ...newTransformationFields(account, groupId, wishOf(body, createdById), connectionIds),
    type: "QUICKSTART",
    packageVersion: found.version,
    config: {
      package_name: found.name,
      connection_ids: connectionIds,
      excluded_models: config.excluded_models ?? [],
      ...present({
        configurable_variables: config.configurable_variables,
        group_id: config.group_id,
      }),
    },
  };
}

/** Without a name, the package for the connections' service. */
function packageFor(account: Account, name: string | undefined, service: string): QuickstartPackage {
  if (name === undefined) {
    const found = packagesOf(account).find(({ connectorTypes }) => connectorTypes.includes(service));
    if (found === undefined) throw errors.invalidInput(said.noPackageFor(service));
    return found;
  }
  const found = packageNamed(account, name);
  if (found === undefined) throw errors.invalidInput(said.noPackageNamed(name));
  return found;
}

/** Bodies have no say in ids. */
function wishOf({ paused, schedule }: NewTransformation, createdById: string): TransformationWish {
  return { paused, schedule, createdById };
}

function checkSchedule(account: Account, id: string | undefined, schedule: TransformationSchedule): void {
  for (const connectionId of schedule.connection_ids ?? []) connectionOf(account, connectionId);
  const upstream = schedule.transformation_ids ?? [];
  for (const one of upstream) transformationOf(account, one);
  if (id !== undefined && leadsTo(account, upstream, id)) throw errors.invalidInput(said.waitsForItself(id));
}

/** A chain of transformations that closes would run for ever. */
function leadsTo(account: Account, upstream: readonly string[], id: string): boolean {
  const seen = new Set<string>();
  const ahead = [...upstream];
  for (let one = ahead.pop(); one !== undefined; one = ahead.pop()) {
    if (one === id) return true;
    if (seen.has(one)) continue;
    seen.add(one);
    ahead.push(...(account.state.get("transformations", one)?.schedule.transformation_ids ?? []));
  }
  return false;
}

/** Fields that are null count as not given. */
function present<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const nulled = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, value ?? undefined]),
  );
  // The same keys, with undefined where there was null, which `given` leaves out.
  return given(nulled) as { [K in keyof T]?: NonNullable<T[K]> };
}
