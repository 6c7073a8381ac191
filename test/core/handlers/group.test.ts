import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { groupHandler } from "../../../core/src/handlers/group";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

describeLifecycle(groupHandler, {
  arrange: () => Promise.resolve({ name: "analytics" }),
  changed: (inputs) => ({ ...inputs, name: "renamed" }),
  replacements: {},
  outside: {
    change: async ({ client }, id) => void (await client.groups.update(id, { name: "changed by hand" })),
    shows: "name",
  },
  deletes: true,
  listedAs: ({ name }) => name,
  removeParent: ({ client }, _inputs, id) => client.groups.delete(id),
});

describe("Group", () => {
  let bench: Workbench;
  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  const groups = () => bench.client.groups.list().all();

  it("adopts a group by its id, and renames it when the name differs", async () => {
    const { id } = await bench.client.groups.create({ name: "old" });
    const created = await groupHandler.create({ inputs: { name: "new", adopt: id } }, bench.context);
    expect(created).toMatchObject({ id, outputs: { name: "new", adopt: id } });
    expect((await groups()).map(({ name }) => name)).toEqual(["new"]);
  });

  it("says so when there is nothing to adopt", async () => {
    await expect(
      groupHandler.create({ inputs: { name: "a", adopt: "no_such" } }, bench.context),
    ).rejects.toThrow("Group 'a': there is nothing to adopt: Fivetran knows no 'no_such'.");
  });

  it("takes over what is there, only in a run that recovers", async () => {
    const { id } = await bench.client.groups.create({ name: "a" });
    const recovering = bench.freshContext({ recover: true });
    expect((await groupHandler.create({ inputs: { name: "a" } }, recovering)).id).toBe(id);
    expect(bench.notices.map(({ message }) => message)).toEqual([
      `took over ${id}, which has the name 'a', as a run that recovers does`,
    ]);
    expect((await groupHandler.create({ inputs: { name: "a" } }, bench.context)).id).not.toBe(id);
  });

  it("lists the candidates when a recovering run cannot tell them apart", async () => {
    const twins = [
      await bench.client.groups.create({ name: "a" }),
      await bench.client.groups.create({ name: "a" }),
    ];
    const failure: unknown = await groupHandler
      .create({ inputs: { name: "a" } }, bench.freshContext({ recover: true }))
      .catch((error: unknown) => error);
    for (const { id } of twins) expect(String(failure)).toContain(id);
    expect(String(failure)).toContain("adopt");
    expect(await groups()).toHaveLength(2);
  });

  it("refuses to become another group", () => {
    const olds = { name: "a", adopt: "one" };
    expect(groupHandler.check({ olds, news: { name: "a", adopt: "two" } }).failures).toHaveLength(1);
    expect(groupHandler.check({ olds, news: { name: "a" } }).failures).toEqual([]);
    const state = { name: "a", createdAt: "2026-11-21T00:00:00Z" };
    expect(() =>
      groupHandler.diff({ id: "one", olds: state, news: { name: "a", adopt: "two" } }, bench.context),
    ).toThrow("acts at creation only");
  });

  it("finds its own object after a lost answer, beside an older namesake", async () => {
    const older = await bench.anotherClient().groups.create({ name: "a" });
    await bench.server.control.clock.advance(60_000);
    bench.server.control.faults.add({ method: "POST", path: "/groups$", times: 1, drop: "after" });
    const { id } = await groupHandler.create({ inputs: { name: "a" } }, bench.context);
    expect(id).not.toBe(older.id);
    expect(await groups()).toHaveLength(2);
  });

  it("makes nothing when the answer was lost and only an older namesake is there", async () => {
    const older = await bench.anotherClient().groups.create({ name: "a" });
    await bench.server.control.clock.advance(60_000);
    bench.server.control.faults.add({ method: "POST", path: "/groups$", times: 1, drop: "before" });
    await expect(groupHandler.create({ inputs: { name: "a" } }, bench.context)).rejects.toThrow(older.id);
    expect(await groups()).toHaveLength(1);
  });
});
