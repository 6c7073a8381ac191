import type { ExternalSecretsManager } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import { knownText } from "../values/unknown";

export interface ExternalSecretsManagerInputs extends ObjectInputs {
  readonly name: string;
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly isHybridDeployment?: boolean;
}

const text = z.string().min(1, "must not be empty");

const externalSecretsManagers = objectsOf({
  of: (client) => client.externalSecretsManagers,
  list: (client, options) => client.externalSecretsManagers.list(options),
  nameOf: ({ name }) => name,
});

/** Fivetran refuses to delete one that is in use. */
export const externalSecretsManagerHandler = objectHandler<
  ExternalSecretsManagerInputs,
  ExternalSecretsManager
>({
  kind: "ExternalSecretsManager",
  schema: z.strictObject({
    name: text,
    type: text,
    config: z.record(z.string(), z.unknown()),
    isHybridDeployment: z.boolean().optional(),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  settings: {
    name: { replaces: true },
    type: { replaces: true },
    isHybridDeployment: { replaces: true },
    config: { merged: true },
  },
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  isUnique: true,
  upstreamOf: ({ name, type, isHybridDeployment, config }) => ({ name, type, isHybridDeployment, config }),
  facts: ["createdAt"],
  factsOf: ({ createdAt }) => ({ createdAt }),
  api: {
    ...externalSecretsManagers.api,
    createdAt: ({ createdAt }) => createdAt,
    create: ({ name, type, config, isHybridDeployment }, options, { client }) =>
      client.externalSecretsManagers.create(
        { name, type, config, ...(isHybridDeployment === undefined ? {} : { isHybridDeployment }) },
        options,
      ),
    update: (id, { config }, _news, { client, options }) =>
      client.externalSecretsManagers.update(id, { config: config as Record<string, unknown> }, options),
    candidates: ({ name }, calling) =>
      externalSecretsManagers.matching(calling, { required: ["name"] }, (manager) => manager.name === name),
  },
});

export { externalSecretsManagerHandler as handler };
