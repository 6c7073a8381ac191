import type { TransformationProject } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import type { Properties } from "../handler";
import { adoptSchema } from "../internal/adopt";
import { LONG_OPERATION_MS, timeoutsSchema } from "../internal/deadline";
import { isAbsentFrom, unlessGone } from "../internal/gone";
import type { Calling, ObjectInputs } from "../internal/objectDefinition";
import { objectHandler } from "../internal/objectHandler";
import { PartialFailure } from "../internal/partialFailure";
import type { Settings } from "../internal/settings";
import { type SetupTestsMode, setupTestsSchema } from "../internal/setupTests";
import { knownText } from "../internal/unknown";

export interface TransformationProjectInputs extends ObjectInputs {
  readonly groupId: string;
  readonly type: string;
  readonly dbtVersion: string;
  readonly defaultSchema: string;
  readonly gitRemoteUrl: string;
  readonly folderPath?: string;
  readonly gitBranch?: string;
  readonly threads?: number;
  readonly targetName?: string;
  readonly environmentVars?: readonly string[];
  readonly setupTests?: SetupTestsMode;
}

const text = z.string().min(1, "must not be empty");
const CHANGEABLE: Settings = {
  folderPath: { resetTo: "" },
  gitBranch: { stays: "stays as it is: the API has no way to take it back" },
  threads: { stays: "stays as it is: the API has no way to take it back" },
  targetName: { resetTo: "" },
  environmentVars: { resetTo: [] },
};

/** A new project cannot be tested before its public key may read the repository, so a failing test is a warning unless the program says otherwise. */
const DEFAULT_MODE: SetupTestsMode = "warn";

export const transformationProjectHandler = objectHandler<TransformationProjectInputs, TransformationProject>(
  {
    kind: "TransformationProject",
    schema: z.strictObject({
      groupId: text,
      type: text,
      dbtVersion: text,
      defaultSchema: text,
      gitRemoteUrl: text,
      folderPath: text.optional(),
      gitBranch: text.optional(),
      threads: z.int().min(1, "must be at least 1").optional(),
      targetName: text.optional(),
      environmentVars: z
        .array(
          z
            .string()
            .regex(/^DBT_[^=]*=/, "must be 'DBT_NAME=value': Fivetran passes on only names that begin so"),
        )
        .optional(),
      setupTests: setupTestsSchema.optional(),
      adopt: adoptSchema.optional(),
      timeouts: timeoutsSchema.optional(),
    }),
    settings: {
      groupId: { replaces: true },
      type: { replaces: true },
      dbtVersion: { replaces: true },
      defaultSchema: { replaces: true },
      gitRemoteUrl: { replaces: true },
      ...CHANGEABLE,
    },
    nameOf: ({ gitRemoteUrl }) => knownText(gitRemoteUrl),
    keyOf: ({ groupId, gitRemoteUrl }) => `group '${groupId}' and repository '${gitRemoteUrl}'`,
    upstreamOf: ({ groupId, type, projectConfig = {} }) => ({ groupId, type, ...projectConfig }),
    facts: ["publicKey", "status", "createdAt"],
    factsOf: ({ projectConfig, status, createdAt }) => ({
      publicKey: projectConfig?.publicKey,
      status,
      createdAt,
    }),
    secrets: ["environmentVars"],
    operationMs: LONG_OPERATION_MS,
    unfinished: ({ status }, { setupTests = DEFAULT_MODE }) =>
      setupTests === "fail" && status !== "READY"
        ? [`it is '${String(status)}', not 'READY': it will be tested again`]
        : [],
    async conclude({ id, live, inputs, outputs }, calling) {
      const { setupTests: mode = DEFAULT_MODE } = inputs;
      if (mode === "off") return outputs;
      const tested = live.setupTests === undefined ? await testAgain(id, live, mode, calling) : live;
      const failing = (tested.setupTests ?? []).filter(
        ({ status }) => status === "FAILED" || status === "JOB_FAILED",
      );
      const state = { ...outputs, status: tested.status };
      if (failing.length === 0) return state;
      const problem = [
        "setup tests failed:",
        ...failing.map(({ title, message }) => `  - ${title}: ${message ?? "failed, without a message"}`),
        "Let the project's `publicKey` read the repository, then run `pulumi up` again.",
      ].join("\n");
      if (mode === "fail") throw new PartialFailure(id, state, [problem]);
      calling.context.notify({ severity: "warning", path: [], message: problem });
      return state;
    },
    api: {
      idOf: ({ id }) => id,
      createdAt: ({ createdAt }) => createdAt,
      retrieve: (id, calling) =>
        unlessGone(
          "other",
          calling.client.transformationProjects.retrieve(id, calling.options),
          absence(id, calling),
        ),
      create: (inputs, options, { client }) => {
        const { groupId, type, dbtVersion, defaultSchema, gitRemoteUrl, setupTests = DEFAULT_MODE } = inputs;
        const projectConfig = { dbtVersion, defaultSchema, gitRemoteUrl, ...changeable(inputs) };
        return client.transformationProjects.create(
          { groupId, type, projectConfig, runTests: setupTests !== "off" },
          options,
        );
      },
      update: (id, patch, { setupTests = DEFAULT_MODE }, { client, options }) =>
        client.transformationProjects.update(
          id,
          { projectConfig: changeable(patch), runTests: setupTests !== "off" },
          options,
        ),
      async delete(id, _olds, calling) {
        const deleted = calling.client.transformationProjects.delete(id, calling.options);
        await unlessGone("other", deleted, absence(id, calling));
      },
      async candidates({ groupId, gitRemoteUrl }, { client, options }) {
        const found: TransformationProject[] = [];
        for await (const { id, groupId: in_ } of client.transformationProjects.list(options)) {
          if (in_ !== groupId) continue;
          // Lists leave the settings out.
          const project = await client.transformationProjects.retrieve(id, options);
          if (project.projectConfig?.gitRemoteUrl === gitRemoteUrl) found.push(project);
        }
        return found;
      },
      async *list({ client, signal }) {
        for await (const { id, groupId } of client.transformationProjects.list({ signal }))
          yield { id, name: groupId };
      },
    },
  },
);

export { transformationProjectHandler as handler };

/** Only a program that insists on tests that pass has them run when nothing else is to be done. */
function testAgain(
  id: string,
  live: TransformationProject,
  mode: SetupTestsMode,
  { client, options }: Calling,
): Promise<TransformationProject> {
  if (mode !== "fail" || live.status === "READY") return Promise.resolve(live);
  return client.transformationProjects.runSetupTests(id, options);
}

function changeable(values: object): Properties {
  const all = values as Properties;
  return Object.fromEntries(
    Object.keys(CHANGEABLE).flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
}

function absence(id: string, { client, options }: Calling): () => Promise<boolean> {
  return () => isAbsentFrom(client.transformationProjects.list(options), (project) => project.id === id);
}
