import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const PROGRAM = program(`
const group = new fivetran.Group("g", { name: "g" });
const warehouse = new fivetran.Destination("w", {
  groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com", password: "hunter2-hunter2" },
});
const orders = new fivetran.Connector("orders", {
  groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "orders" },
  config: { host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password: "hunter2-hunter2" },
});
exports.connectorId = orders.id;
exports.tasks = orders.status.tasks;
`);

/** What goes on at Fivetran is told and is no change. Each test goes on where the one before ended. */
describe("a connector's status", () => {
  let server: LocalServer;
  let stack: TestStack;
  let connectorId: string;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: PROGRAM });
    expect((await stack.up()).exitCode).toBe(0);
    ({ connectorId } = (await stack.outputs()) as { connectorId: string });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const status = async (): Promise<Record<string, unknown>> => {
    const connector = (await stack.resources()).find(({ type }) => type.endsWith(":Connector"));
    return connector?.outputs["status"] as Record<string, unknown>;
  };

  const move = (message: string): Promise<void> =>
    server.control.setStatus(connectorId, {
      updateState: "delayed",
      failedAt: "2026-03-04T05:06:07.000000Z",
      tasks: [{ code: "reconnect", message, details: "hunter2-hunter2" }],
    });
  const UNCHANGED = { exitCode: 0, resources: { unchanged: 4 } };

  it("is an output of the creation", async () => {
    const { tasks, ...states } = await status();
    expect(states).toEqual({
      setupState: "connected",
      syncState: "paused",
      updateState: "on_schedule",
      isHistoricalSync: true,
      schedule: "every 6 hours",
      warnings: [],
    });
    expect(tasks).toEqual([]);
  });

  it("[6 Gaps] is taken over by a refresh, which says that nothing changed", async () => {
    await move("Reconnect with hunter2-hunter2");
    expect(await stack.refresh("--expect-no-changes")).toMatchObject(UNCHANGED);
    expect(await status()).toMatchObject({
      updateState: "delayed",
      failedAt: "2026-03-04T05:06:07.000000Z",
      tasks: [{ code: "reconnect", message: "Reconnect with [secret]" }],
    });
    expect(await stack.preview("--expect-no-changes")).toMatchObject(UNCHANGED);
  });

  it("is taken over by an up that refreshes, also where it is a stack output", async () => {
    await move("Look here");
    expect(await stack.preview("--refresh", "--expect-no-changes")).toMatchObject(UNCHANGED);
    expect(await stack.up("--refresh", "--expect-no-changes")).toMatchObject(UNCHANGED);
    expect(await status()).toMatchObject({ tasks: [{ message: "Look here" }] });
    expect(await stack.outputs()).toMatchObject({ tasks: [{ message: "Look here" }] });
  });
});
