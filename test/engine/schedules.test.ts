import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

/** Two connectors: one has a schedule of its own, of the other a ConnectorSchedule says when it syncs. */
function scheduled(own: string, schedule: string): string {
  return program(`
const group = new fivetran.Group("g", { name: "scheduled" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
const connector = (name, more) => new fivetran.Connector(name, { groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: name }, config: { host: "db.acme.com" }, ...more });
const stock = connector("stock", { ${own} });
const shop = connector("shop", {});
new fivetran.ConnectorSchedule("shop", { connectorId: shop.id, ${schedule} });
exports.shop = shop.id;
exports.stock = stock.id;
`);
}

const WEEKDAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"];

describe("schedules on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let ids: { shop: string; stock: string };

  beforeAll(async () => {
    server = await startServer();
    const words = scheduled(`schedule: "cron 0 6 * * 1-5"`, `schedule: "every hour on weekdays"`);
    stack = await TestStack.open({ server, program: words });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const live = async (name: "shop" | "stock") => (await client.connections.retrieve(ids[name])).schedule;
  const sent = (): unknown[] =>
    server.control.journal().flatMap(({ method, body }) => (method === "PATCH" ? [body] : []));
  const expectRest = async (): Promise<void> => {
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: 6 });
    expect(server.control.journal()).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 6 });
  };

  it("in words are what Fivetran has, and rest", async () => {
    expect((await stack.up()).resources).toEqual({ created: 6 });
    ids = (await stack.outputs()) as typeof ids;
    expect(await live("shop")).toMatchObject({
      scheduleType: "INTERVAL",
      interval: 60,
      daysOfWeek: WEEKDAYS,
    });
    expect(await live("stock")).toMatchObject({ scheduleType: "CRON", cron: "0 6 * * 1-5" });
    await expectRest();
  });

  it("change in place from each form to another", async () => {
    stack.program = scheduled(`schedule: "daily at 09:00"`, `schedule: "monday and thursday at 06:00"`);
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ updated: 2, unchanged: 4 });
    expect(await live("shop")).toMatchObject({
      scheduleType: "TIME_OF_DAY",
      timeOfDay: "06:00",
      daysOfWeek: ["MONDAY", "THURSDAY"],
    });
    // What the older settings can say is sent in them.
    expect(sent()).toContainEqual(
      expect.objectContaining({ sync_frequency: 1440, daily_sync_time: "09:00" }),
    );
    await expectRest();
    stack.program = scheduled(`scheduleType: "manual"`, `syncFrequencyMinutes: 360`);
    expect((await stack.up()).resources).toEqual({ updated: 2, unchanged: 4 });
    expect(await live("stock")).toMatchObject({ scheduleType: "MANUAL" });
    expect((await client.connections.retrieve(ids.shop)).syncFrequency).toBe(360);
    await expectRest();
  });

  it("that somebody else has set in the form that the older settings cannot say are seen, told and mended", async () => {
    await client.connections.setSchedule(ids.shop, {
      scheduleType: "INTERVAL",
      interval: 360,
      daysOfWeek: ["MONDAY"],
    });
    const refresh = await stack.refresh();
    expect(refresh.resources).toEqual({ updated: 1, unchanged: 5 });
    expect(refresh.output).toContain("every 6 hours on monday");
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 5 });
    expect(await live("shop")).toMatchObject({ scheduleType: "INTERVAL", interval: 360 });
    expect((await live("shop"))?.daysOfWeek ?? []).not.toEqual(["MONDAY"]);
    await expectRest();
  });

  it("of the newer form name the older settings where Fivetran refuses them", async () => {
    stack.program = scheduled(`scheduleType: "manual"`, `schedule: "every 45 minutes"`);
    const preview = await stack.preview();
    expect(preview.exitCode).toBe(0);
    expect(preview.output).toContain("not proven");
    server.control.faults.add({
      method: "PATCH",
      times: 1,
      status: 400,
      code: "InvalidInput",
      message: "Unknown field 'schedule'",
    });
    const refused = await stack.up();
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain("The older settings are `syncFrequencyMinutes`");
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 5 });
    expect(await live("shop")).toMatchObject({ scheduleType: "INTERVAL", interval: 45 });
  });

  it("that say nothing are refused in the preview", async () => {
    stack.program = scheduled(`schedule: "cron 0 6"`, `schedule: "sometimes"`);
    const { output, exitCode } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("schedule: is not understood");
    expect(output).toContain("cron");
  });
});
