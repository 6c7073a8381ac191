import { describe, expect, it } from "vitest";
import { teamUserMembershipHandler } from "../../../core/src/handlers/teamUserMembership";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(teamUserMembershipHandler, {
  arrange: async (bench) => {
    const { teamId, userId } = await arrangePeople(bench);
    return { teamId, userId, role: "Team Member" };
  },
  changed: (inputs) => ({ ...inputs, role: "Team Manager" }),
  replacements: {
    teamId: (inputs) => ({ ...inputs, teamId: "another_holder" }),
    userId: (inputs) => ({ ...inputs, userId: "another_member" }),
  },
  outside: {
    change: async ({ client }, id) => {
      const [holder = "", member = ""] = id.split(":");
      await client.teams.updateUserMembership(holder, member, { role: "Team Manager" });
    },
    shows: "role",
  },
  deletes: true,
  removeParent: ({ client }, { teamId }) => client.teams.delete(String(teamId)),
});

describe("TeamUserMembership", () => {
  it("has a readable id, by which an existing one is adopted", async () => {
    const bench = await startWorkbench();
    const { teamId, userId } = await arrangePeople(bench);
    const inputs = { teamId, userId, role: "Team Member" };
    const { id } = await teamUserMembershipHandler.create({ inputs }, bench.context);
    expect(id).toBe(`${teamId}:${userId}`);
    const adopting = { ...inputs, role: "Team Manager", adopt: id };
    const { outputs } = await teamUserMembershipHandler.create({ inputs: adopting }, bench.freshContext());
    expect(outputs["role"]).toBe("Team Manager");
    expect(bench.notices.map(({ message }) => message)).toContain(`updated role of ${id}`);
    await bench.stop();
  });
});
