import type { OperationCase } from "../operations.ts";

const SUMMARY_DATA = {
  id: "pr_1",
  type: "DBT_CORE",
  group_id: "g",
  created_by_id: "u_1",
  created_at: "2026-01-02T03:04:05Z",
};
const SUMMARY_RESULT = {
  id: "pr_1",
  type: "DBT_CORE",
  groupId: "g",
  createdById: "u_1",
  createdAt: "2026-01-02T03:04:05Z",
};

const CHANGES = {
  folderPath: "models/shop",
  gitBranch: "main",
  threads: 4,
  targetName: "prod",
  environmentVars: ["DBT_REGION=north"],
};
const CHANGES_SENT = {
  folder_path: "models/shop",
  git_branch: "main",
  threads: 4,
  target_name: "prod",
  environment_vars: ["DBT_REGION=north"],
};
const CONFIG = {
  ...CHANGES,
  dbtVersion: "1.9.0",
  defaultSchema: "shop",
  gitRemoteUrl: "git@example.com:shop/dbt.git",
};
const CONFIG_SENT = {
  ...CHANGES_SENT,
  dbt_version: "1.9.0",
  default_schema: "shop",
  git_remote_url: "git@example.com:shop/dbt.git",
};
const TESTS = [{ title: "Repository", status: "PASSED", message: "" }];

const DATA = {
  ...SUMMARY_DATA,
  status: "NOT_READY",
  errors: ["the branch is not there"],
  project_config: { ...CONFIG_SENT, public_key: "ssh-rsa AAAA" },
  setup_tests: TESTS,
};
const RESULT = {
  ...SUMMARY_RESULT,
  status: "NOT_READY",
  errors: ["the branch is not there"],
  projectConfig: { ...CONFIG, publicKey: "ssh-rsa AAAA" },
  setupTests: TESTS,
};

/** Every method of `client.transformationProjects`. */
export const transformationProjects: OperationCase[] = [
  {
    method: "transformationProjects.list",
    operation: "GET /v1/transformation-projects",
    call: (client) => client.transformationProjects.list().all(),
    sent: "/v1/transformation-projects?limit=1000",
    data: { items: [SUMMARY_DATA] },
    result: [SUMMARY_RESULT],
  },
  {
    method: "transformationProjects.create",
    operation: "POST /v1/transformation-projects",
    call: (client) =>
      client.transformationProjects.create({
        groupId: "g",
        type: "DBT_GIT",
        projectConfig: CONFIG,
        runTests: true,
      }),
    sent: "/v1/transformation-projects",
    body: { group_id: "g", type: "DBT_GIT", project_config: CONFIG_SENT, run_tests: true },
    data: DATA,
    result: RESULT,
  },
  {
    method: "transformationProjects.retrieve",
    operation: "GET /v1/transformation-projects/{projectId}",
    call: (client) => client.transformationProjects.retrieve("pr+1"),
    sent: "/v1/transformation-projects/pr%2B1",
    data: DATA,
    result: RESULT,
  },
  {
    method: "transformationProjects.update",
    operation: "PATCH /v1/transformation-projects/{projectId}",
    call: (client) => client.transformationProjects.update("pr", { projectConfig: CHANGES, runTests: false }),
    sent: "/v1/transformation-projects/pr",
    body: { project_config: CHANGES_SENT, run_tests: false },
    data: DATA,
    result: RESULT,
  },
  {
    method: "transformationProjects.delete",
    operation: "DELETE /v1/transformation-projects/{projectId}",
    call: (client) => client.transformationProjects.delete("pr"),
    sent: "/v1/transformation-projects/pr",
  },
  {
    method: "transformationProjects.runSetupTests",
    operation: "POST /v1/transformation-projects/{projectId}/test",
    call: (client) => client.transformationProjects.runSetupTests("pr"),
    sent: "/v1/transformation-projects/pr/test",
    data: DATA,
    result: RESULT,
  },
];
