import { describe, expect, it } from "vitest";
import { teamHandler } from "../../../core/src/handlers/team";
import { startWorkbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(teamHandler, {
  arrange: () => Promise.resolve({ name: "analysts", description: "who ask", role: "Account Reviewer" }),
  listedAs: ({ name }) => name,
  changed: (inputs) => ({ ...inputs, name: "researchers", description: "who answer" }),
  replacements: {},
  outside: {
    change: async ({ client }, id) => void (await client.teams.update(id, { name: "renamed" })),
    shows: "name",
  },
  deletes: true,
  removeParent: ({ client }, _inputs, id) => client.teams.delete(id),
});

describe("Team", () => {
  it("has its role taken away when the program takes it out, and its description emptied", async () => {
    const bench = await startWorkbench();
    const inputs = { name: "analysts", description: "who ask", role: "Account Reviewer" };
    const { id, outputs } = await teamHandler.create({ inputs }, bench.context);
    const news = { name: "analysts" };
    const updated = await teamHandler.update({ id, olds: outputs, news }, bench.context);
    const live = await bench.client.teams.retrieve(id);
    expect([live.role ?? "", live.description ?? ""]).toEqual(["", ""]);
    expect(teamHandler.diff({ id, olds: updated, news }, bench.context)).toMatchObject({ changes: [] });
    await bench.stop();
  });
});
