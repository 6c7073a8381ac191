import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connectorScheduleHandler } from "../../../core/src/handlers/connectorSchedule";
import { startWorkbench, type Workbench } from "../../support/context";
import { describeLifecycle } from "../../support/lifecycle";

async function arrange({
  client,
}: Workbench): Promise<{ connectorId: string; syncFrequencyMinutes: number; paused: boolean }> {
  const { id: groupId } = await client.groups.create({ name: "g" });
  await client.destinations.create({
    groupId,
    service: "snowflake",
    timeZoneOffset: "0",
    config: { host: "w" },
  });
  const config = { schema_prefix: "orders", host: "h" };
  const { id } = await client.connections.create({ groupId, service: "postgres", paused: true, config });
  return { connectorId: id, syncFrequencyMinutes: 60, paused: false };
}

describeLifecycle(connectorScheduleHandler, {
  arrange: async (bench) => ({ ...(await arrange(bench)) }),
  changed: (inputs) => ({ ...inputs, syncFrequencyMinutes: 1440, dailySyncTime: "09:00" }),
  replacements: { connectorId: (inputs) => ({ ...inputs, connectorId: "another_connection" }) },
  outside: {
    change: async ({ client }, id) =>
      void (await client.connections.update(id, { paused: true, runSetupTests: false })),
    shows: "paused",
  },
  deletes: false,
  removeParent: ({ client }, _inputs, id) => client.connections.delete(id),
});

describe("ConnectorSchedule", () => {
  let bench: Workbench;
  let inputs: Awaited<ReturnType<typeof arrange>>;
  beforeEach(async () => {
    bench = await startWorkbench();
    inputs = await arrange(bench);
  });
  afterEach(() => bench.stop());

  const live = () => bench.client.connections.retrieve(inputs.connectorId);

  it("takes over the connection's schedule with one call", async () => {
    bench.server.control.clearJournal();
    const { id } = await connectorScheduleHandler.create({ inputs }, bench.context);
    expect(id).toBe(inputs.connectorId);
    expect(bench.server.control.journal().map(({ method, body }) => ({ method, body }))).toEqual([
      { method: "PATCH", body: { sync_frequency: 60, paused: false, run_setup_tests: false } },
    ]);
    expect(await live()).toMatchObject({ paused: false, syncFrequency: 60 });
  });

  it("says whether the connection is paused when its trial ends, and finds when somebody else says otherwise", async () => {
    const news = { ...inputs, pauseAfterTrial: true };
    expect(connectorScheduleHandler.check({ olds: undefined, news }).failures).toEqual([]);
    const { id, outputs } = await connectorScheduleHandler.create({ inputs: news }, bench.context);
    expect(await live()).toMatchObject({ pauseAfterTrial: true });
    await bench.client.connections.update(id, { pauseAfterTrial: false, runSetupTests: false });
    bench.context.connections.forget(id);
    const found = await connectorScheduleHandler.read({ id, olds: outputs }, bench.context);
    expect(found?.outputs).toMatchObject({ pauseAfterTrial: false });
    const { changes } = await connectorScheduleHandler.diff(
      { id, olds: outputs, news: inputs },
      bench.context,
    );
    expect(changes).toEqual([{ path: ["pauseAfterTrial"], kind: "delete", replaces: false }]);
  });

  it("leaves everything as it is when it is deleted, and says so", async () => {
    const { id, outputs } = await connectorScheduleHandler.create({ inputs }, bench.context);
    bench.server.control.clearJournal();
    await connectorScheduleHandler.delete({ id, olds: outputs }, bench.context);
    expect(bench.server.control.journal()).toEqual([]);
    expect(bench.notices.map(({ message }) => message).join()).toContain("stays as it is");
  });

  it("[6 Delete] pauses on delete when it should, and does not mind that the connection is gone", async () => {
    const { id, outputs } = await connectorScheduleHandler.create(
      { inputs: { ...inputs, pauseOnDelete: true } },
      bench.context,
    );
    await connectorScheduleHandler.delete({ id, olds: outputs }, bench.context);
    expect((await live()).paused).toBe(true);
    await bench.client.connections.delete(id);
    await connectorScheduleHandler.delete({ id, olds: outputs }, bench.context);
  });

  it("manages only what is declared", async () => {
    const pausing = { connectorId: inputs.connectorId, paused: true };
    const { id, outputs } = await connectorScheduleHandler.create({ inputs: pausing }, bench.context);
    expect(outputs).toEqual(pausing);
    await bench.client.connections.update(id, { syncFrequency: 5, runSetupTests: false });
    expect(
      (await connectorScheduleHandler.read({ id, olds: outputs }, bench.freshContext()))?.outputs,
    ).toEqual(pausing);
  });

  it("refuses a time of day for a connection that syncs more often than once a day", () => {
    const { failures } = connectorScheduleHandler.check({
      olds: undefined,
      news: { ...inputs, dailySyncTime: "09:00" },
    });
    expect(failures.map(({ path }) => path)).toEqual([["dailySyncTime"]]);
  });
});
