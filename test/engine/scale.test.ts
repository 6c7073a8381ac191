import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manyConnectors } from "../support/programs";
import { TestStack } from "../support/stack";

const CONNECTORS = 100;
/** Stack, group, destination; connector, schema config and schedule each. */
const RESOURCES = 3 + 3 * CONNECTORS;

/** Each test goes on where the one before ended. */
describe("100 connectors with schema configs and schedules", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: manyConnectors(CONNECTORS, { whole: true }) });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const callsByKind = (): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const { method, path } of server.control.journal()) {
      const kind = `${method} ${path.replace(/\/connections\/[^/?]+/, "/connections/…").replace(/\?.*/, "")}`;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  };

  it("are created with five calls a pipeline", async () => {
    expect((await stack.up()).resources).toEqual({ created: RESOURCES });
    const counts = callsByKind();
    expect(counts["POST /v1/connections"]).toBe(CONNECTORS);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    expect(total).toBeLessThanOrEqual(3 + 6 * CONNECTORS);
  });

  it("need no call when nothing has changed", async () => {
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: RESOURCES });
    expect(server.control.journal()).toEqual([]);
  });

  it("are refreshed in parallel, with at most three calls a pipeline, and nothing changes", async () => {
    server.control.clearJournal();
    expect((await stack.refresh()).resources).toEqual({ unchanged: RESOURCES });
    expect(server.control.journal().length).toBeLessThanOrEqual(2 + 3 * CONNECTORS);
    expect(new Set(server.control.journal().map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  it("are destroyed", async () => {
    expect((await stack.destroy()).resources).toEqual({ deleted: RESOURCES });
    expect(await client.connections.list().all()).toEqual([]);
  });
});
