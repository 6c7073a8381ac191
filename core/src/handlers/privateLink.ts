import { customService, type PrivateLink } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import { configChecks } from "../settings/serviceConfig";
import { knownText } from "../values/unknown";

export interface PrivateLinkInputs extends ObjectInputs {
  readonly name: string;
  readonly region: string;
  readonly service: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const text = z.string().min(1, "must not be empty");

const privateLinks = objectsOf({
  of: (client) => client.privateLinks,
  list: (client, options) => client.privateLinks.list(options),
  nameOf: ({ name }) => name,
});

/** Fivetran makes at most 5 an hour (1 in a trial), and takes its time: `state` says how far it is. */
export const privateLinkHandler = objectHandler<PrivateLinkInputs, PrivateLink>({
  kind: "PrivateLink",
  serviceFamily: "privateLink",
  schema: z.strictObject({
    name: text,
    region: text,
    service: text,
    config: z.record(z.string(), z.unknown()),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  settings: {
    name: { replaces: true },
    region: { replaces: true },
    service: { replaces: true },
    config: { merged: true },
  },
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  upstreamOf: ({ name, region, service, config }) => ({ name, region, service, config }),
  facts: ["state", "host", "createdAt"],
  factsOf: ({ state, host, createdAt }) => ({ state, host, createdAt }),
  check: (inputs) => configChecks(inputs, "privateLink"),
  api: {
    ...privateLinks.api,
    createdAt: ({ createdAt }) => createdAt,
    create: ({ name, region, service, config }, options, { client }) =>
      client.privateLinks.create({ name, region, service: customService(service), config }, options),
    update: (id, { config }, _news, { client, options }) =>
      client.privateLinks.update(id, { config: config as Record<string, unknown> }, options),
    candidates: ({ name }, calling) =>
      privateLinks.matching(calling, { required: ["name"] }, (link) => link.name === name),
  },
});

export { privateLinkHandler as handler };
