import type { TransformationProject } from "@pulumi-fivetran/sdk";
import type { Properties } from "../contract";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { changeableFields, fields } from "../fields/transformationProject";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { LONG_OPERATION_MS } from "../run/deadline";
import type { SetupTestsMode } from "../setup/setupTests";
import { concludeTests, unfinishedTests } from "../setup/testedObject";
import { assertTold } from "../values/readable";
import { knownText } from "../values/unknown";

/** A new project cannot be tested before its public key may read the repository, so a failing test is a warning unless the program says otherwise. */
const DEFAULT_MODE: SetupTestsMode = "warn";

const transformationProjects = objectsOf({
  of: (client) => client.transformationProjects,
  list: (client, options) => client.transformationProjects.list(options),
  nameOf: ({ groupId }) => groupId,
});

export const transformationProjectHandler = objectHandler<InputsOf<typeof fields>, TransformationProject>({
  kind: "TransformationProject",
  fields,
  nameOf: ({ gitRemoteUrl }) => knownText(gitRemoteUrl),
  keyOf: ({ groupId, gitRemoteUrl }) => `group '${groupId}' and repository '${gitRemoteUrl}'`,
  upstreamOf: ({ projectConfig }) => ({ ...projectConfig }),
  factsOf: ({ projectConfig }) => ({ publicKey: projectConfig?.publicKey }),
  applyMs: LONG_OPERATION_MS,
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
      const { setupTests = DEFAULT_MODE } = inputs;
      const { groupId, type, ...projectConfig } = bodyOf(fields, inputs);
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
});

export { transformationProjectHandler as handler };

function changeable(values: object): Properties {
  const all = values as Properties;
  return Object.fromEntries(
    Object.keys(changeableFields).flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
}
