import type { SystemKey } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { fields } from "../fields/systemKey";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";

const systemKeys = objectsOf({
  of: (client) => client.systemKeys,
  list: (client, options) => client.systemKeys.list(options),
  nameOf: ({ name }) => name,
});

/** Its secret is handed out by the creation and by each rotation, never again. */
export const systemKeyHandler = objectHandler<InputsOf<typeof fields>, SystemKey>({
  kind: "SystemKey",
  fields,
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  api: {
    ...systemKeys.api,
    createdAt: ({ createdAt }) => createdAt,
    create: (inputs, options, { client }) => client.systemKeys.create(bodyOf(fields, inputs), options),
    update: (id, patch, _news, { client, options }) => client.systemKeys.update(id, patch, options),
    rotate: (id, { expirationPeriod }, { client, options }) =>
      client.systemKeys.rotate(id, expirationPeriod === undefined ? {} : { expirationPeriod }, options),
    candidates: ({ name }, calling) =>
      systemKeys.matching(calling, { required: ["name"] }, (key) => key.name === name),
  },
});

export { systemKeyHandler as handler };
