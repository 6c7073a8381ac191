import type { Team } from "@pulumi-fivetran/sdk";
import type { InputsOf } from "../fields/field";
import { bodyOf } from "../fields/reading";
import { fields } from "../fields/team";
import { objectHandler } from "../object/handler";
import { objectsOf } from "../object/objects";
import { knownText } from "../values/unknown";

const teams = objectsOf({
  of: (client) => client.teams,
  list: (client, options) => client.teams.list(options),
  nameOf: ({ name }) => name,
  thing: "team",
});

export const teamHandler = objectHandler<InputsOf<typeof fields>, Team>({
  kind: "Team",
  fields,
  nameOf: ({ name }) => knownText(name),
  keyOf: ({ name }) => `the name '${name}'`,
  // Fivetran returns an empty role for a team without one.
  upstreamOf: ({ role }) => ({ role: role === "" ? undefined : role }),
  api: {
    ...teams.api,
    create: (inputs, options, { client }) => client.teams.create(bodyOf(fields, inputs), options),
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
