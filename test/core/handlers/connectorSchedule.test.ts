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

  it("sends what the older form cannot say as a schedule, and reads it without a difference", async () => {
    bench.server.control.clearJournal();
    const words = { connectorId: inputs.connectorId, schedule: "cron 0 6 * * 1-5" };
    const { id, outputs } = await connectorScheduleHandler.create({ inputs: words }, bench.context);
    expect(bench.server.control.journal().map(({ body }) => body)).toEqual([
      { schedule: { schedule_type: "CRON", cron: "0 6 * * 1-5" }, run_setup_tests: false },
    ]);
    expect((await live()).syncFrequency).toBeNull();
    expect(outputs).toEqual(words);
    const found = await connectorScheduleHandler.read({ id, olds: outputs }, bench.freshContext());
    expect(found).toEqual({ id, outputs: words, inputs: undefined });
    const { changes } = await connectorScheduleHandler.diff(
      { id, olds: outputs, news: words },
      bench.context,
    );
    expect(changes).toEqual([]);
  });

  it("goes from one form to the other and back, without a word of what stays", async () => {
    const { connectorId } = inputs;
    const older = { connectorId, syncFrequencyMinutes: 60, scheduleType: "auto" as const };
    const newer = { connectorId, schedule: "every hour on weekdays" };
    const { id, outputs } = await connectorScheduleHandler.create({ inputs: older }, bench.context);
    const there = { id, olds: outputs, news: newer };
    expect((await connectorScheduleHandler.diff(there, bench.context)).notices).toEqual([]);
    const second = await connectorScheduleHandler.update(there, bench.context);
    expect(second).toEqual(newer);
    expect((await live()).schedule).toMatchObject({ scheduleType: "INTERVAL", interval: 60 });
    const back = { id, olds: second, news: older };
    expect((await connectorScheduleHandler.diff(back, bench.context)).notices).toEqual([]);
    expect(await connectorScheduleHandler.update(back, bench.context)).toEqual(older);
    const gone = await connectorScheduleHandler.diff(
      { id, olds: second, news: { connectorId } },
      bench.context,
    );
    expect(gone.notices.map(({ message }) => message).join()).toContain("stays as it is");
  });

  it("sees and says when somebody gives the connection a schedule that the declared form cannot say", async () => {
    const { id, outputs } = await connectorScheduleHandler.create({ inputs }, bench.context);
    await bench.client.connections.setSchedule(id, {
      scheduleType: "INTERVAL",
      interval: 60,
      daysOfWeek: ["MONDAY"],
    });
    const context = bench.freshContext();
    const found = await connectorScheduleHandler.read({ id, olds: outputs }, context);
    expect(found?.outputs).not.toHaveProperty("syncFrequencyMinutes");
    expect(bench.notices.map(({ message }) => message).join()).toContain(
      "'every hour on monday' at Fivetran",
    );
    const { changes } = await connectorScheduleHandler.diff(
      { id, olds: found?.outputs ?? outputs, news: inputs },
      bench.context,
    );
    expect(changes).toEqual([{ path: ["syncFrequencyMinutes"], kind: "add", replaces: false }]);
  });

  it("names the older settings when Fivetran refuses a schedule, and only then", async () => {
    const { connectorId } = inputs;
    const refused = async (news: { schedule?: string; syncFrequencyMinutes?: number }): Promise<string> => {
      const fault = {
        method: "PATCH",
        path: "/connections/",
        times: 1,
        status: 400,
        message: "no such field",
      };
      bench.server.control.faults.add(fault);
      const create = connectorScheduleHandler.create({ inputs: { connectorId, ...news } }, bench.context);
      return create.then(() => "", String);
    };
    expect(await refused({ schedule: "cron 0 6 * * 1" })).toContain("`syncFrequencyMinutes` (1, 5, 15");
    const plain = await refused({ syncFrequencyMinutes: 5 });
    expect(plain).toContain("no such field");
    expect(plain).not.toContain("older settings");
  });
});
