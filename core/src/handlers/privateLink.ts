import { customService, type PrivateLink } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { fields } from "../fields/privateLink";
import { bodyOf } from "../fields/reading";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { configChecks } from "../settings/serviceConfig";
import { knownText } from "../values/unknown";

const privateLinks = objectsOf({
  of: (client) => client.privateLinks,
  list: (client, options) => client.privateLinks.list(options),
  nameOf: ({ name }) => name,
});

/** Fivetran makes at most 5 an hour (1 in a trial), and takes its time: `state` says how far it is. */
export const privateLinkHandler = objectHandler<InputsOf<typeof fields>, PrivateLink>({
  kind: "PrivateLink",
  fields,
  serviceFamily: "privateLink",
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  check: (inputs) => configChecks(inputs, "privateLink"),
  api: {
    ...privateLinks.api,
    createdAt: ({ createdAt }) => createdAt,
    create(inputs, options, { client }) {
      const body = bodyOf(fields, inputs);
      return client.privateLinks.create({ ...body, service: customService(body.service) }, options);
    },
    update: (id, { config }, _news, { client, options }) =>
      client.privateLinks.update(id, { config: config as Record<string, unknown> }, options),
    candidates: ({ name }, calling) =>
      privateLinks.matching(calling, { required: ["name"] }, (link) => link.name === name),
  },
});

export { privateLinkHandler as handler };
