import type { TransformationProject } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import type { Properties } from "../contract";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { LONG_OPERATION_MS, timeoutsSchema } from "../run/deadline";
import type { Settings } from "../settings/settings";
import { type SetupTestsMode, setupTestsSchema } from "../setup/setupTests";
import { concludeTests, FAILED_TESTS, unfinishedTests } from "../setup/testedObject";
import { assertTold } from "../values/readable";
import { knownText } from "../values/unknown";

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

const transformationProjects = objectsOf({
  of: (client) => client.transformationProjects,
  list: (client, options) => client.transformationProjects.list(options),
  nameOf: ({ groupId }) => groupId,
});

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
    facts: ["publicKey", "createdAt"],
    factsOf: ({ projectConfig, createdAt }) => ({ publicKey: projectConfig?.publicKey, createdAt }),
    secrets: ["environmentVars"],
    applyMs: LONG_OPERATION_MS,
    kept: FAILED_TESTS,
    unfinished: (olds, { setupTests = DEFAULT_MODE }) => unfinishedTests(olds, setupTests),
    conclude: async (applied, calling) => {
      const { id, live, inputs } = applied;
      const { setupTests = DEFAULT_MODE } = inputs;
      // A creation and a change have been tested by the call that made them.
      const run = async () =>
        live.setupTests ??
        (await calling.client.transformationProjects.runSetupTests(id, calling.options)).setupTests;
      return concludeTests(applied, setupTests, run, calling);
    },
    api: {
      ...transformationProjects.api,
      createdAt: ({ createdAt }) => createdAt,
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
      async candidates({ groupId, gitRemoteUrl }, calling) {
        const { client, options } = calling;
        const found: TransformationProject[] = [];
        const inGroup = await transformationProjects.matching(
          calling,
          { required: ["groupId"] },
          (project) => project.groupId === groupId,
        );
        for (const { id } of inGroup) {
          // Lists leave the settings out.
          const project = await client.transformationProjects.retrieve(id, options);
          assertTold(project, "project_config", `transformation project '${id}'`);
          if (project.projectConfig?.gitRemoteUrl === gitRemoteUrl) found.push(project);
        }
        return found;
      },
    },
  },
);

export { transformationProjectHandler as handler };

function changeable(values: object): Properties {
  const all = values as Properties;
  return Object.fromEntries(
    Object.keys(CHANGEABLE).flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
}
