import type { Group } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs, ObjectOutputs } from "../object/definition";
import { unlessGone } from "../object/gone";
import { objectHandler } from "../object/handler";
import { timeoutsSchema } from "../run/deadline";
import { knownText } from "../values/unknown";

export interface GroupInputs extends ObjectInputs {
  readonly name: string;
}

export type GroupOutputs = ObjectOutputs<GroupInputs>;

/** The name is changed in place: Fivetran's API can rename, so a rename never costs the destination and connections inside. */
export const groupHandler = objectHandler<GroupInputs, Group>({
  kind: "Group",
  schema: z.strictObject({
    name: z.string().min(1, "must not be empty"),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  settings: { name: {} },
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  upstreamOf: ({ name }) => ({ name }),
  facts: ["createdAt"],
  factsOf: ({ createdAt }) => ({ createdAt }),
  api: {
    idOf: ({ id }) => id,
    createdAt: ({ createdAt }) => createdAt,
    retrieve: (id, { client, options }) => unlessGone("group", client.groups.retrieve(id, options)),
    create: ({ name }, options, { client }) => client.groups.create({ name }, options),
    update: (id, _patch, { name }, { client, options }) => client.groups.update(id, { name }, options),
    delete: async (id, _olds, { client, options }) => {
      await unlessGone("group", client.groups.delete(id, options));
    },
    candidates: async ({ name }, { client, options }) => {
      const all = client.groups.list(options).strict({ required: ["name"] });
      return all.filter((group) => group.name === name).toArray();
    },
    async *list({ client, signal }) {
      for await (const { id, name = id } of client.groups.list({ signal }).readable()) yield { id, name };
    },
  },
});

export { groupHandler as handler };
