import { describe, expect, it } from "vitest";
import { transformationProjectHandler } from "../../../core/src/handlers/transformationProject";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

const PROJECT = {
  type: "DBT_GIT",
  dbtVersion: "1.9.0",
  defaultSchema: "models",
  gitRemoteUrl: "git@github.com:acme/dbt.git",
  gitBranch: "main",
  environmentVars: ["DBT_TOKEN=hunter2-hunter2"],
};

describeLifecycle(transformationProjectHandler, {
  arrange: async (bench) => ({ ...PROJECT, groupId: (await arrangePeople(bench)).groupId }),
  secrets: ["environmentVars"],
  listedAs: ({ groupId }) => groupId,
  changed: (inputs) => ({ ...inputs, gitBranch: "release", threads: 8 }),
  replacements: {
    groupId: (inputs) => ({ ...inputs, groupId: "another_group" }),
    type: (inputs) => ({ ...inputs, type: "DBT_CORE" }),
    dbtVersion: (inputs) => ({ ...inputs, dbtVersion: "1.10.0" }),
    defaultSchema: (inputs) => ({ ...inputs, defaultSchema: "other" }),
    gitRemoteUrl: (inputs) => ({ ...inputs, gitRemoteUrl: "git@github.com:acme/other.git" }),
  },
  outside: {
    change: async ({ client }, id) =>
      void (await client.transformationProjects.update(id, { projectConfig: { gitBranch: "moved" } })),
    shows: "gitBranch",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.transformationProjects.delete(id),
});

describe("TransformationProject", () => {
  it("answers the public key that the repository must let read, and never a variable's value", async () => {
    const bench = await startWorkbench();
    const { groupId } = await arrangePeople(bench);
    const { outputs } = await transformationProjectHandler.create(
      { inputs: { ...PROJECT, groupId } },
      bench.context,
    );
    expect(outputs["publicKey"]).toMatch(/^ssh-/);
    expect(JSON.stringify(bench.notices)).not.toContain("hunter2");
    await bench.stop();
  });
});
