import { describe, expect, it } from "vitest";
import { teamConnectorMembershipHandler } from "../../../core/src/handlers/teamConnectorMembership";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(teamConnectorMembershipHandler, {
  arrange: async (bench) => {
    const { teamId, connectorId } = await arrangePeople(bench);
    return { teamId, connectorId, role: "Connector Reviewer" };
  },
  changed: (inputs) => ({ ...inputs, role: "Connector Administrator" }),
  replacements: {
    teamId: (inputs) => ({ ...inputs, teamId: "another_holder" }),
    connectorId: (inputs) => ({ ...inputs, connectorId: "another_member" }),
  },
  outside: {
    change: async ({ client }, id) => {
      const [holder = "", member = ""] = id.split(":");
      await client.teams.updateConnectionMembership(holder, member, { role: "Connector Administrator" });
    },
    shows: "role",
  },
  deletes: true,
  removeParent: ({ client }, { teamId }) => client.teams.delete(String(teamId)),
});

describe("TeamConnectorMembership", () => {
  it("has a readable id, by which an existing one is adopted", async () => {
    const bench = await startWorkbench();
    const { teamId, connectorId } = await arrangePeople(bench);
    const inputs = { teamId, connectorId, role: "Connector Reviewer" };
    const { id } = await teamConnectorMembershipHandler.create({ inputs }, bench.context);
    expect(id).toBe(`${teamId}:${connectorId}`);
    const adopting = { ...inputs, role: "Connector Administrator", adopt: id };
    const { outputs } = await teamConnectorMembershipHandler.create(
      { inputs: adopting },
      bench.freshContext(),
    );
    expect(outputs["role"]).toBe("Connector Administrator");
    expect(bench.notices.map(({ message }) => message)).toContain(`updated role of ${id}`);
    await bench.stop();
  });
});
