import { userGroupsHandler } from "../../../core/src/handlers/userGroups";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(userGroupsHandler, {
  arrange: async (bench) => {
    const { userId, groupId } = await arrangePeople(bench);
    return { userId, groups: [{ groupId, role: "View Destination" }] };
  },
  changed: (inputs) => ({
    ...inputs,
    groups: (inputs["groups"] as object[]).map((entry) => ({ ...entry, role: "Manage Destination" })),
  }),
  replacements: { userId: (inputs) => ({ ...inputs, userId: "another_holder" }) },
  outside: {
    change: async ({ client }, id) => {
      const other = await client.groups.create({ name: "other" });
      await client.users.createGroupMembership(id, { id: other.id, role: "View Destination" });
    },
    shows: "groups",
  },
  // What it is a list of goes on to exist.
  deletes: false,
  removeParent: ({ client }, { userId }) => client.users.delete(String(userId)),
});
