import type { Team } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { adoptSchema } from "../object/adopt";
import type { ObjectInputs } from "../object/definition";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { timeoutsSchema } from "../run/deadline";
import { knownText } from "../values/unknown";

export interface TeamInputs extends ObjectInputs {
  readonly name: string;
  readonly description?: string;
  readonly role?: string;
}

const teams = objectsOf({
  of: (client) => client.teams,
  list: (client, options) => client.teams.list(options),
  nameOf: ({ name }) => name,
  thing: "team",
});

export const teamHandler = objectHandler<TeamInputs, Team>({
  kind: "Team",
  schema: z.strictObject({
    name: z.string().min(1, "must not be empty"),
    description: z.string().optional(),
    role: z.string().min(1, "must be the name of a role").optional(),
    adopt: adoptSchema.optional(),
    timeouts: timeoutsSchema.optional(),
  }),
  // A role is removed by a call of its own; a description cannot be removed, only emptied.
  settings: { name: {}, description: { resetTo: "" }, role: { resetTo: null } },
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  upstreamOf: ({ name, description, role }) => ({
    name,
    description,
    // Fivetran returns an empty role for a team without one.
    role: role === "" ? undefined : role,
  }),
  facts: [],
  factsOf: () => ({}),
  api: {
    ...teams.api,
    create: ({ name, description, role }, options, { client }) =>
      client.teams.create(
        {
          name,
          ...(description === undefined ? {} : { description }),
          ...(role === undefined ? {} : { role }),
        },
        options,
      ),
    async update(id, { role, ...patch }, _news, { client, options }) {
      if (role === null) await client.teams.deleteRole(id, options);
      const changes = { ...patch, ...(typeof role === "string" ? { role } : {}) };
      if (Object.keys(changes).length === 0) return client.teams.retrieve(id, options);
      return client.teams.update(id, changes, options);
    },
    candidates: ({ name }, calling) =>
      teams.matching(calling, { required: ["name"] }, (team) => team.name === name),
  },
});

export { teamHandler as handler };
