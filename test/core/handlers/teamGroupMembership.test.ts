import { describe, expect, it } from "vitest";
import { teamGroupMembershipHandler } from "../../../core/src/handlers/teamGroupMembership";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(teamGroupMembershipHandler, {
  arrange: async (bench) => {
    const { teamId, groupId } = await arrangePeople(bench);
    return { teamId, groupId, role: "Destination Reviewer" };
  },
  changed: (inputs) => ({ ...inputs, role: "Destination Administrator" }),
  replacements: {
    teamId: (inputs) => ({ ...inputs, teamId: "another_holder" }),
    groupId: (inputs) => ({ ...inputs, groupId: "another_member" }),
  },
  outside: {
    change: async ({ client }, id) => {
      const [holder = "", member = ""] = id.split(":");
      await client.teams.updateGroupMembership(holder, member, { role: "Destination Administrator" });
    },
    shows: "role",
  },
  deletes: true,
  removeParent: ({ client }, { teamId }) => client.teams.delete(String(teamId)),
});

describe("TeamGroupMembership", () => {
  it("has a readable id, by which an existing one is adopted", async () => {
    const bench = await startWorkbench();
    const { teamId, groupId } = await arrangePeople(bench);
    const inputs = { teamId, groupId, role: "Destination Reviewer" };
    const { id } = await teamGroupMembershipHandler.create({ inputs }, bench.context);
    expect(id).toBe(`${teamId}:${groupId}`);
    const adopting = { ...inputs, role: "Destination Administrator", adopt: id };
    const { outputs } = await teamGroupMembershipHandler.create({ inputs: adopting }, bench.freshContext());
    expect(outputs["role"]).toBe("Destination Administrator");
    expect(bench.notices.map(({ message }) => message)).toContain(`updated role of ${id}`);
    await bench.stop();
  });
});
