import type { NewTransformation, Transformation } from "@pulumi-fivetran/sdk";
import type { CheckFailure, Properties } from "../contract";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { configFields, fields } from "../fields/transformation";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import type { WordsRead } from "../settings/words";
import { isSame } from "../values/diff";
import { knownText } from "../values/unknown";
import { readTransformationSchedule } from "./schedule/transformationWords";

/** Of a dbt project's transformations, and of those by a package of Fivetran's; which belong to neither are not told apart. */
const OF_TYPE: Readonly<
  Record<string, { readonly needs: readonly string[]; readonly not: readonly string[] }>
> = {
  DBT_CORE: {
    needs: ["projectId", "name", "steps"],
    not: ["packageName", "connectionIds", "groupId", "excludedModels", "configurableVariables"],
  },
  QUICKSTART: { needs: [], not: ["projectId", "name", "steps"] },
};

const transformations = objectsOf({
  of: (client) => client.transformations,
  list: (client, options) => client.transformations.list({}, options),
  nameOf: ({ transformationConfig }) => transformationConfig?.name ?? transformationConfig?.packageName,
});

export const transformationHandler = objectHandler<InputsOf<typeof fields>, Transformation>({
  kind: "Transformation",
  fields,
  nameOf: ({ name, packageName, projectId }) =>
    knownText(name) ?? knownText(packageName) ?? knownText(projectId),
  keyOf: ({ type, name, packageName, connectionIds = [] }) =>
    [
      `the type '${type}' and the name '${name ?? packageName ?? ""}'`,
      ...(connectionIds.length === 0 ? [] : [`for ${connectionIds.join(", ")}`]),
    ].join(" "),
  upstreamOf: ({ transformationConfig = {} }) => configOf(transformationConfig),
  readWords: readSchedule,
  check: (inputs) => ({ failures: typeFailures(inputs) }),
  api: {
    ...transformations.api,
    createdAt: ({ createdAt }) => createdAt,
    create(inputs, options, { client }) {
      const { type, schedule, paused, ...config } = bodyOf(fields, inputs);
      const others = { ...(schedule && { schedule }), ...(paused === undefined ? {} : { paused }) };
      // `check` has seen to which settings belong to the type.
      const body = { type, transformationConfig: config, ...others } as NewTransformation;
      return client.transformations.create(body, options);
    },
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

function configOf(values: object): Properties {
  const all = values as Properties;
  return Object.fromEntries(
    Object.keys(configFields).flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])),
  );
}
