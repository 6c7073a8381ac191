import type { NewTransformation, Transformation } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import type { CheckFailure, Properties } from "../contract";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import type { WordsRead } from "../settings/words";
import { isSame } from "../values/diff";
import { knownText } from "../values/unknown";
import { readTransformationSchedule } from "./schedule/transformationWords";

export interface TransformationStep {
  readonly name?: string;
  readonly command?: string;
}

export interface TransformationSchedule {
  readonly scheduleType: string;
  readonly cron?: readonly string[];
  readonly interval?: number;
  readonly daysOfWeek?: readonly string[];
  readonly timeOfDay?: string;
  readonly connectionIds?: readonly string[];
  readonly transformationIds?: readonly string[];
  readonly smartSyncing?: boolean;
}

export interface TransformationInputs extends ObjectInputs {
  readonly type: string;
  readonly projectId?: string;
  readonly name?: string;
  readonly steps?: readonly TransformationStep[];
  readonly packageName?: string;
  readonly connectionIds?: readonly string[];
  readonly excludedModels?: readonly string[];
  readonly configurableVariables?: Readonly<Record<string, unknown>>;
  readonly schedule?: TransformationSchedule;
  readonly paused?: boolean;
}

const text = z.string().min(1, "must not be empty");
const texts = z.array(text);

const schema = z.strictObject({
  type: text,
  projectId: text.optional(),
  name: text.optional(),
  steps: z
    .array(z.strictObject({ name: text.optional(), command: text.optional() }))
    .min(1, "must have at least one step")
    .optional(),
  packageName: text.optional(),
  connectionIds: texts.optional(),
  excludedModels: texts.optional(),
  configurableVariables: z.record(z.string(), z.unknown()).optional(),
  schedule: z
    .strictObject({
      scheduleType: text,
      cron: texts.optional(),
      interval: z.int().min(1, "must be at least 1 (minutes)").optional(),
      daysOfWeek: texts.optional(),
      timeOfDay: z
        .string()
        .regex(/^([01]\d|2[0-3]):(00|30)$/, "must be a full or half hour such as '13:30'")
        .optional(),
      connectionIds: texts.optional(),
      transformationIds: texts.optional(),
      smartSyncing: z.boolean().optional(),
    })
    .optional(),
  paused: z.boolean().optional(),
  adopt: adoptSchema.optional(),
  timeouts: timeoutsSchema.optional(),
});

/** Of a dbt project's transformations, and of those by a package of Fivetran's; which belong to neither are not told apart. */
const OF_TYPE: Readonly<
  Record<string, { readonly needs: readonly string[]; readonly not: readonly string[] }>
> = {
  DBT_CORE: {
    needs: ["projectId", "name", "steps"],
    not: ["packageName", "connectionIds", "excludedModels", "configurableVariables"],
  },
  QUICKSTART: { needs: [], not: ["projectId", "name", "steps"] },
};

const transformations = objectsOf({
  of: (client) => client.transformations,
  list: (client, options) => client.transformations.list({}, options),
  nameOf: ({ transformationConfig }) => transformationConfig?.name ?? transformationConfig?.packageName,
});

export const transformationHandler = objectHandler<TransformationInputs, Transformation>({
  kind: "Transformation",
  schema,
  settings: {
    type: { replaces: true },
    projectId: { replaces: true },
    packageName: { replaces: true },
    connectionIds: { replaces: true },
    name: { stays: "stays as it is: a transformation always has a name" },
    steps: { stays: "stays as it is: a transformation always has steps" },
    excludedModels: { resetTo: [] },
    configurableVariables: { stays: "stays as it is: the API has no way to take variables back" },
    schedule: { stays: "stays as it is: a transformation always has a schedule" },
    paused: { resetTo: false },
  },
  nameOf: ({ name, packageName, projectId }) =>
    knownText(name) ?? knownText(packageName) ?? knownText(projectId),
  keyOf: ({ type, name, packageName, connectionIds = [] }) =>
    [
      `the type '${type}' and the name '${name ?? packageName ?? ""}'`,
      ...(connectionIds.length === 0 ? [] : [`for ${connectionIds.join(", ")}`]),
    ].join(" "),
  upstreamOf: ({ type, schedule, paused, transformationConfig = {} }) => ({
    ...transformationConfig,
    type,
    schedule,
    paused,
  }),
  facts: ["createdAt"],
  factsOf: ({ createdAt }) => ({ createdAt }),
  readWords: readSchedule,
  check: (inputs) => ({ failures: typeFailures(inputs) }),
  api: {
    ...transformations.api,
    createdAt: ({ createdAt }) => createdAt,
    create: ({ type, schedule, paused, ...inputs }, options, { client }) =>
      client.transformations.create(
        {
          type,
          transformationConfig: configOf(inputs),
          ...(schedule === undefined ? {} : { schedule }),
          ...(paused === undefined ? {} : { paused }),
          // The body's lists are not changed; which settings belong to the type, `check` has seen to.
        } as NewTransformation,
        options,
      ),
    update: (id, { schedule, paused, ...patch }, _news, { client, options }) => {
      const transformationConfig = configOf(patch);
      const changes = {
        ...(schedule === undefined ? {} : { schedule }),
        ...(paused === undefined ? {} : { paused }),
        ...(Object.keys(transformationConfig).length === 0 ? {} : { transformationConfig }),
      };
      return client.transformations.update(
        id,
        changes as Parameters<typeof client.transformations.update>[1],
        options,
      );
    },
    candidates: ({ type, name, packageName, projectId, connectionIds }, calling) =>
      transformations.matching(
        calling,
        { required: ["type", "transformationConfig"] },
        ({ type: itsType, transformationConfig }) =>
          itsType === type &&
          (name === undefined || transformationConfig.name === name) &&
          (projectId === undefined || transformationConfig.projectId === projectId) &&
          (packageName === undefined || transformationConfig.packageName === packageName) &&
          // One package may transform several connections, each in a transformation of its own.
          (connectionIds === undefined || isSame(transformationConfig.connectionIds, connectionIds)),
      ),
  },
});

export { transformationHandler as handler };

/** `schedule` may be words. */
function readSchedule(news: Properties): WordsRead {
  if (typeof news["schedule"] !== "string") return { inputs: news, failures: [] };
  const reading = readTransformationSchedule(news["schedule"]);
  const { schedule: _, ...rest } = news;
  if ("failure" in reading)
    return { inputs: rest, failures: [{ path: ["schedule"], reason: reading.failure }] };
  return { inputs: { ...rest, schedule: reading.schedule }, failures: [] };
}

function typeFailures(inputs: Properties): CheckFailure[] {
  const type = knownText(inputs["type"]);
  const rule = OF_TYPE[type ?? ""];
  if (type === undefined || rule === undefined) return [];
  return [
    ...rule.needs
      .filter((name) => inputs[name] === undefined)
      .map((name) => ({ path: [name], reason: `is required with \`type: "${type}"\`` })),
    ...rule.not
      .filter((name) => inputs[name] !== undefined)
      .map((name) => ({ path: [name], reason: `has no meaning with \`type: "${type}"\`` })),
  ];
}

const CONFIG = [
  "projectId",
  "name",
  "steps",
  "packageName",
  "connectionIds",
  "excludedModels",
  "configurableVariables",
];

function configOf(values: object): Properties {
  const all = values as Properties;
  return Object.fromEntries(CONFIG.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}
