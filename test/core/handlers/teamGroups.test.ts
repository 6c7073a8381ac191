import { teamGroupsHandler } from "../../../core/src/handlers/teamGroups";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(teamGroupsHandler, {
  arrange: async (bench) => {
    const { teamId, groupId } = await arrangePeople(bench);
    return { teamId, groups: [{ groupId, role: "View Destination" }] };
  },
  changed: (inputs) => ({
    ...inputs,
    groups: (inputs["groups"] as object[]).map((entry) => ({ ...entry, role: "Manage Destination" })),
  }),
  replacements: { teamId: (inputs) => ({ ...inputs, teamId: "another_holder" }) },
  outside: {
    change: async ({ client }, id) => {
      const other = await client.groups.create({ name: "other" });
      await client.teams.createGroupMembership(id, { id: other.id, role: "View Destination" });
    },
    shows: "groups",
  },
  // What it is a list of goes on to exist.
  deletes: false,
  removeParent: ({ client }, { teamId }) => client.teams.delete(String(teamId)),
});
