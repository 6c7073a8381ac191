import { teamUsersHandler } from "../../../core/src/handlers/teamUsers";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(teamUsersHandler, {
  arrange: async (bench) => {
    const { teamId, userId } = await arrangePeople(bench);
    return { teamId, users: [{ userId, role: "Team Member" }] };
  },
  changed: (inputs) => ({
    ...inputs,
    users: (inputs["users"] as object[]).map((entry) => ({ ...entry, role: "Team Manager" })),
  }),
  replacements: { teamId: (inputs) => ({ ...inputs, teamId: "another_holder" }) },
  outside: {
    change: async ({ client }, id) => {
      const bob = await client.users.create({ email: "bob@acme.com", givenName: "Bob", familyName: "Baker" });
      await client.teams.createUserMembership(id, { userId: bob.id, role: "Team Manager" });
    },
    shows: "users",
  },
  // What it is a list of goes on to exist.
  deletes: false,
  removeParent: ({ client }, { teamId }) => client.teams.delete(String(teamId)),
});
