import type { ExternalSecretsManager } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { absentFrom, unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import { timeoutsSchema } from "../run/deadline";
import { knownText } from "../values/unknown";

export interface ExternalSecretsManagerInputs extends ObjectInputs {
  readonly name: string;
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly isHybridDeployment?: boolean;
}

const text = z.string().min(1, "must not be empty");

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
    idOf: ({ id }) => id,
    createdAt: ({ createdAt }) => createdAt,
    retrieve: (id, calling) =>
      unlessGone(
        "other",
        calling.client.externalSecretsManagers.retrieve(id, calling.options),
        absentFrom(calling.client.externalSecretsManagers.list(calling.options), id),
      ),
    create: ({ name, type, config, isHybridDeployment }, options, { client }) =>
      client.externalSecretsManagers.create(
        { name, type, config, ...(isHybridDeployment === undefined ? {} : { isHybridDeployment }) },
        options,
      ),
    update: (id, { config }, _news, { client, options }) =>
      client.externalSecretsManagers.update(id, { config: config as Record<string, unknown> }, options),
    async delete(id, _olds, calling) {
      const deleted = calling.client.externalSecretsManagers.delete(id, calling.options);
      await unlessGone(
        "other",
        deleted,
        absentFrom(calling.client.externalSecretsManagers.list(calling.options), id),
      );
    },
    async candidates({ name }, { client, options }) {
      const all = client.externalSecretsManagers.list(options).strict({ required: ["name"] });
      return all.filter((manager) => manager.name === name).toArray();
    },
    async *list({ client, signal }) {
      for await (const { id, name = id } of client.externalSecretsManagers.list({ signal }).readable())
        yield { id, name };
    },
  },
});

export { externalSecretsManagerHandler as handler };
