import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../support/programs";
import { TestStack } from "../support/stack";

/** One pipeline through its whole life; each test goes on where the one before it ended. */
describe("a pipeline on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    stack = await TestStack.open({ server, program: pipeline() });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const calls = (): string[] => server.control.journal().map(({ method, path }) => `${method} ${path}`);

  it("previews a creation in which every id is unknown, without a call", async () => {
    const preview = await stack.preview();
    expect(preview.output).not.toMatch(/error/i);
    expect(preview.resources).toEqual({ create: 6 });
    expect(calls()).toEqual([]);
  });

  it("creates everything", async () => {
    const up = await stack.up();
    expect(up.output).not.toMatch(/error|warning/i);
    expect(up.resources).toEqual({ created: 6 });
    const { connectorId } = (await stack.outputs()) as { connectorId: string };
    const connection = await client.connections.retrieve(connectorId);
    expect(connection).toMatchObject({ paused: false, syncFrequency: 60, schema: "orders" });
    const { schemas } = await client.connectionSchemas.retrieve(connectorId);
    expect(schemas["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed).toBe(true);
    expect(schemas["public"]?.tables?.["audit_log"]?.enabled).toBe(false);
  });

  it("changes nothing when it runs again, and makes no call", async () => {
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: 6 });
    expect(calls()).toEqual([]);
  });

  it("changes nothing on refresh, but for what moves by itself", async () => {
    const still = async () =>
      (await stack.resources()).map(({ outputs: { status: _, ...outputs }, ...resource }) => ({
        ...resource,
        outputs,
      }));
    const before = await still();
    expect((await stack.refresh()).resources).toEqual({ unchanged: 6 });
    expect(await still()).toEqual(before);
    expect((await stack.preview("--expect-no-changes")).exitCode).toBe(0);
  });

  it("[3.14] updates in place what the program changes, with as few calls as can be", async () => {
    server.control.clearJournal();
    stack.program = pipeline({ name: "analytics-renamed", frequency: 180 });
    expect((await stack.up()).resources).toEqual({ updated: 2, unchanged: 4 });
    expect(calls().filter((call) => call.startsWith("PATCH"))).toHaveLength(2);
    expect(calls()).toHaveLength(2);
  });

  it("[3.3] [3.5] repairs what was changed outside, after a refresh has shown it", async () => {
    const { connectorId } = (await stack.outputs()) as { connectorId: string };
    await client.connections.update(connectorId, {
      config: { host: "moved.acme.com" },
      runSetupTests: false,
    });
    await client.connectionSchemas.updateColumn(connectorId, "public", "customers", "email", {
      hashed: false,
    });
    expect((await stack.refresh()).resources).toEqual({ updated: 2, unchanged: 4 });
    const preview = await stack.preview();
    expect(preview.resources).toEqual({ update: 2, unchanged: 4 });
    expect((await stack.up()).resources).toEqual({ updated: 2, unchanged: 4 });
    const connection = await client.connections.retrieve(connectorId);
    expect(connection.config?.["host"]).toBe("db.acme.com");
    const { schemas } = await client.connectionSchemas.retrieve(connectorId);
    expect(schemas["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed).toBe(true);
    expect((await stack.up()).resources).toEqual({ unchanged: 6 });
  });

  it("sends a changed secret again", async () => {
    server.control.clearJournal();
    stack.program = pipeline({ name: "analytics-renamed", frequency: 180, password: "another-password" });
    const up = await stack.up();
    expect(up.resources).toEqual({ updated: 2, unchanged: 4 });
    expect(up.output).not.toContain("another-password");
    const patches = server.control.journal().filter(({ method }) => method === "PATCH");
    expect(patches).toHaveLength(2);
  });

  it("replaces a connector, its schema config and its schedule when the prefix changes", async () => {
    const before = (await stack.outputs()) as { connectorId: string };
    const changed = pipeline({ name: "analytics-renamed", frequency: 180, password: "another-password" });
    stack.program = changed.replace('prefix: "orders"', 'prefix: "sales"');
    expect((await stack.up()).resources).toEqual({ replaced: 3, unchanged: 3 });
    const after = (await stack.outputs()) as { connectorId: string; schema: string };
    expect(after.connectorId).not.toBe(before.connectorId);
    expect(after.schema).toBe("sales");
    await expect(client.connections.retrieve(before.connectorId)).rejects.toMatchObject({ status: 404 });
  });

  it("forgets what was deleted outside, and makes it again", async () => {
    const { connectorId } = (await stack.outputs()) as { connectorId: string };
    await client.connections.delete(connectorId);
    expect((await stack.refresh()).resources).toEqual({ deleted: 3, unchanged: 3 });
    expect((await stack.up()).resources).toEqual({ created: 3, unchanged: 3 });
  });

  it("destroys everything, in an order that Fivetran allows", async () => {
    expect((await stack.destroy()).resources).toEqual({ deleted: 6 });
    expect(await client.groups.list().all()).toEqual([]);
    expect(await client.destinations.list().all()).toEqual([]);
    expect(await client.connections.list().all()).toEqual([]);
  });
});
