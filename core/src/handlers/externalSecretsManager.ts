import type { ExternalSecretsManager } from "@pulumi-fivetran/sdk";
import { fields } from "../fields/externalSecretsManager";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";

const externalSecretsManagers = objectsOf({
  of: (client) => client.externalSecretsManagers,
  list: (client, options) => client.externalSecretsManagers.list(options),
  nameOf: ({ name }) => name,
});

/** Fivetran refuses to delete one that is in use. */
export const externalSecretsManagerHandler = objectHandler<InputsOf<typeof fields>, ExternalSecretsManager>({
  kind: "ExternalSecretsManager",
  fields,
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  isUnique: true,
  api: {
    ...externalSecretsManagers.api,
    createdAt: ({ createdAt }) => createdAt,
    create: (inputs, options, { client }) =>
      client.externalSecretsManagers.create(bodyOf(fields, inputs), options),
    update: (id, { config }, _news, { client, options }) =>
      client.externalSecretsManagers.update(id, { config: config as Record<string, unknown> }, options),
    candidates: ({ name }, calling) =>
      externalSecretsManagers.matching(calling, { required: ["name"] }, (manager) => manager.name === name),
  },
});

export { externalSecretsManagerHandler as handler };
