import type { Group } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { fields } from "../fields/group";
import { bodyOf } from "../fields/reading";
import type { ObjectOutputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";

export type GroupInputs = InputsOf<typeof fields>;

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
  fields,
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  api: {
    ...groups.api,
    createdAt: ({ createdAt }) => createdAt,
    create: (inputs, options, { client }) => client.groups.create(bodyOf(fields, inputs), options),
    update: (id, _patch, { name }, { client, options }) => client.groups.update(id, { name }, options),
    candidates: ({ name }, calling) =>
      groups.matching(calling, { required: ["name"] }, (group) => group.name === name),
  },
});

export { groupHandler as handler };
