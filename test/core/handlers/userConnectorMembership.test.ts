import { describe, expect, it } from "vitest";
import { userConnectorMembershipHandler } from "../../../core/src/handlers/userConnectorMembership";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";
import { arrangePeople } from "../../support/people";

describeLifecycle(userConnectorMembershipHandler, {
  arrange: async (bench) => {
    const { userId, connectorId } = await arrangePeople(bench);
    return { userId, connectorId, role: "Connector Reviewer" };
  },
  changed: (inputs) => ({ ...inputs, role: "Connector Administrator" }),
  replacements: {
    userId: (inputs) => ({ ...inputs, userId: "another_holder" }),
    connectorId: (inputs) => ({ ...inputs, connectorId: "another_member" }),
  },
  outside: {
    change: async ({ client }, id) => {
      const [holder = "", member = ""] = id.split(":");
      await client.users.updateConnectionMembership(holder, member, { role: "Connector Administrator" });
    },
    shows: "role",
  },
  deletes: true,
  removeParent: ({ client }, { userId }) => client.users.delete(String(userId)),
});

describe("UserConnectorMembership", () => {
  it("has a readable id, by which an existing one is adopted", async () => {
    const bench = await startWorkbench();
    const { userId, connectorId } = await arrangePeople(bench);
    const inputs = { userId, connectorId, role: "Connector Reviewer" };
    const { id } = await userConnectorMembershipHandler.create({ inputs }, bench.context);
    expect(id).toBe(`${userId}:${connectorId}`);
    const adopting = { ...inputs, role: "Connector Administrator", adopt: id };
    const { outputs } = await userConnectorMembershipHandler.create(
      { inputs: adopting },
      bench.freshContext(),
    );
    expect(outputs["role"]).toBe("Connector Administrator");
    expect(bench.notices.map(({ message }) => message)).toContain(`updated role of ${id}`);
    await bench.stop();
  });
});
