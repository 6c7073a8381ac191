import { describe, expect, it } from "vitest";
import { userGroupMembershipHandler } from "../../../core/src/handlers/userGroupMembership";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(userGroupMembershipHandler, {
  arrange: async (bench) => {
    const { userId, groupId } = await arrangePeople(bench);
    return { userId, groupId, role: "Destination Reviewer" };
  },
  changed: (inputs) => ({ ...inputs, role: "Destination Administrator" }),
  replacements: {
    userId: (inputs) => ({ ...inputs, userId: "another_holder" }),
    groupId: (inputs) => ({ ...inputs, groupId: "another_member" }),
  },
  outside: {
    change: async ({ client }, id) => {
      const [holder = "", member = ""] = id.split(":");
      await client.users.updateGroupMembership(holder, member, { role: "Destination Administrator" });
    },
    shows: "role",
  },
  deletes: true,
  removeParent: ({ client }, { userId }) => client.users.delete(String(userId)),
});

describe("UserGroupMembership", () => {
  it("has a readable id, by which an existing one is adopted", async () => {
    const bench = await startWorkbench();
    const { userId, groupId } = await arrangePeople(bench);
    const inputs = { userId, groupId, role: "Destination Reviewer" };
    const { id } = await userGroupMembershipHandler.create({ inputs }, bench.context);
    expect(id).toBe(`${userId}:${groupId}`);
    const adopting = { ...inputs, role: "Destination Administrator", adopt: id };
    const { outputs } = await userGroupMembershipHandler.create({ inputs: adopting }, bench.freshContext());
    expect(outputs["role"]).toBe("Destination Administrator");
    expect(bench.notices.map(({ message }) => message)).toContain(`updated role of ${id}`);
    await bench.stop();
  });
});
