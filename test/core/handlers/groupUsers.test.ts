import { groupUsersHandler } from "../../../core/src/handlers/groupUsers";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(groupUsersHandler, {
  arrange: async (bench) => {
    const { groupId, userId } = await arrangePeople(bench);
    return { groupId, users: [{ userId, role: "View Destination" }] };
  },
  changed: (inputs) => ({
    ...inputs,
    users: (inputs["users"] as object[]).map((entry) => ({ ...entry, role: "Manage Destination" })),
  }),
  replacements: { groupId: (inputs) => ({ ...inputs, groupId: "another_holder" }) },
  outside: {
    change: async ({ client }, id) => {
      await client.users.create({ email: "bob@acme.com", givenName: "Bob", familyName: "Baker" });
      await client.groups.addUser(id, { email: "bob@acme.com", role: "View Destination" });
    },
    shows: "users",
  },
  // What it is a list of goes on to exist.
  deletes: false,
  removeParent: async ({ client }, { groupId }) => {
    for await (const { id } of client.groups.listConnections(String(groupId)).strict())
      await client.connections.delete(id);
    await client.groups.delete(String(groupId));
  },
});
