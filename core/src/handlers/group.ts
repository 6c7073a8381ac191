import type { Group } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs, ObjectOutputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import { knownText } from "../values/unknown";

export interface GroupInputs extends ObjectInputs {
  readonly name: string;
}

export type GroupOutputs = ObjectOutputs<GroupInputs>;

const groups = objectsOf({
  of: (client) => client.groups,
  list: (client, options) => client.groups.list(options),
  nameOf: ({ name }) => name,
  thing: "group",
});

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
    ...groups.api,
    createdAt: ({ createdAt }) => createdAt,
    create: ({ name }, options, { client }) => client.groups.create({ name }, options),
    update: (id, _patch, { name }, { client, options }) => client.groups.update(id, { name }, options),
    candidates: ({ name }, calling) =>
      groups.matching(calling, { required: ["name"] }, (group) => group.name === name),
  },
});

export { groupHandler as handler };
