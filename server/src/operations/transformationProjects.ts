import type { Account } from "../domain/account";
import { actorOf } from "../domain/accounts";
import { given } from "../domain/given";
import { publicKeyOf } from "../domain/infrastructure/publicKey";
import { setUpProject, testProject, testsOf } from "../domain/transformations/projects";
import { removeTransformation } from "../domain/transformations/runs";
import { errors } from "../errors";
import { messages } from "../messages";
import type { SetupTest } from "../records/setupTests";
import type { TransformationProjectRecord } from "../records/transformations";
import { groupOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";
import { type NewProject, newProject, type ProjectUpdate, projectUpdate } from "./transformationModel";

const said = messages.transformationProjects;

export const transformationProjects: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/transformation-projects",
    run: (account) => ({
      message: said.listed,
      pages: pageSource([...account.state.all("transformationProjects")], projectSummary),
    }),
  }),
  operation({
    method: "POST",
    path: "/v1/transformation-projects",
    status: 201,
    body: newProject,
    run: (account, { body, caller }) => {
      groupOf(account, body.group_id);
      const project = create(account, body, actorOf(caller, account));
      const tests = body.run_tests === true ? testsOf(account, project) : undefined;
      return { message: said.created, data: projectView(project, tests) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/transformation-projects/{projectId}",
    run: (account, { params }) => ({
      message: said.details,
      data: projectView(projectOf(account, params.projectId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/transformation-projects/{projectId}",
    body: projectUpdate,
    run: (account, { params, body }) => {
      const project = update(projectOf(account, params.projectId), body);
      setUpProject(account, project);
      const tests = body.run_tests === true ? testsOf(account, project) : undefined;
      return { message: said.updated, data: projectView(project, tests) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/transformation-projects/{projectId}",
    run: (account, { params }) => {
      const { id } = projectOf(account, params.projectId);
      // UNPROVEN: no source says what becomes of them.
      if (transformationsOf(account, id).length > 0) throw errors.conflict(said.inUse(id));
      removeProject(account, id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/transformation-projects/{projectId}/test",
    run: (account, { params }) => {
      const { project, tests } = testProject(account, projectOf(account, params.projectId));
      return { message: said.tested, data: projectView(project, tests) };
    },
  }),
];

export function projectOf(account: Account, id: string): TransformationProjectRecord {
  const project = account.state.get("transformationProjects", id);
  if (project === undefined) throw errors.noTransformationProject(id);
  return project;
}

/** A group's projects and transformations go with it. */
export function removeTransformationsOf(account: Account, groupId: string): void {
  for (const transformation of [...account.state.all("transformations")]) {
    if (transformation.groupId === groupId) removeTransformation(account, transformation.id);
  }
  for (const project of [...account.state.all("transformationProjects")]) {
    if (project.groupId === groupId) removeProject(account, project.id);
  }
}

function removeProject(account: Account, id: string): void {
  account.state.remove("transformationProjects", id);
  account.agenda.cancel("projectSetup", id);
}

function transformationsOf(account: Account, projectId: string): unknown[] {
  return [...account.state.all("transformations")].filter(
    ({ type, config }) => type === "DBT_CORE" && config.project_id === projectId,
  );
}

function create(account: Account, body: NewProject, createdById: string): TransformationProjectRecord {
  const { dbt_version, default_schema, git_remote_url } = body.project_config;
  const id = account.newId();
  const project: TransformationProjectRecord = {
    id,
    groupId: body.group_id,
    type: body.type,
    status: "NOT_READY",
    errors: [],
    config: {
      dbt_version,
      default_schema,
      git_remote_url,
      ...changes(body.project_config),
      public_key: publicKeyOf(id),
    },
    createdAt: account.clock.timestamp(),
    createdById,
  };
  setUpProject(account, project);
  return project;
}

/** Its status stays until the new settings have been tried. */
function update(project: TransformationProjectRecord, body: ProjectUpdate): TransformationProjectRecord {
  return { ...project, config: { ...project.config, ...changes(body.project_config ?? {}) } };
}

function changes(config: NonNullable<ProjectUpdate["project_config"]>): Record<string, unknown> {
  const { folder_path, git_branch, threads, target_name, environment_vars } = config;
  return given({ folder_path, git_branch, threads, target_name, environment_vars });
}

function projectSummary(project: TransformationProjectRecord): Record<string, unknown> {
  return {
    id: project.id,
    type: project.type,
    created_at: project.createdAt,
    created_by_id: project.createdById,
    group_id: project.groupId,
  };
}

function projectView(project: TransformationProjectRecord, tests?: readonly SetupTest[]): unknown {
  return {
    ...projectSummary(project),
    status: project.status,
    errors: project.errors,
    project_config: withoutNulls(project.config),
    ...(tests === undefined ? {} : { setup_tests: tests }),
  };
}

/** A setting that was sent as null has none. */
function withoutNulls(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}
