import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pipeline } from "../support/programs";
import { TestStack } from "../support/stack";

/** A connector that cannot connect: failed, tracked, refreshed, mended, destroyed. Each test goes on where the one before ended. */
describe("a create that fails its setup tests", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    await server.control.setupTests.add({
      host: "wrong.acme.com",
      tests: [{ title: "Connecting to host", status: "FAILED", message: "no route to wrong.acme.com" }],
    });
    stack = await TestStack.open({ server, program: pipeline({ host: "wrong.acme.com" }) });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("fails the deployment with the test's title and message, and what to do", async () => {
    const up = await stack.up();
    expect(up.exitCode).not.toBe(0);
    expect(up.output).toContain("Connecting to host: no route to wrong.acme.com");
    expect(up.output).toContain("run `pulumi up` again");
    expect(up.output).not.toContain("hunter2");
  });

  it("[3.12] [6 Setup tests] keeps the connection in the state, whole and once", async () => {
    const connections = await client.connections.list().all();
    expect(connections.map(({ schema }) => schema)).toEqual(["orders"]);
    const connector = (await stack.resources()).find(({ type }) => type.endsWith("Connector"));
    expect(connector?.id).toBe(connections[0]?.id);
    expect(connector?.outputs).toMatchObject({
      setupState: "incomplete",
      failedSetupTests: ["Connecting to host"],
    });
    expect(connector?.outputs["__provider"]).toContain("pulumi-fivetran/runtime");
  });

  it("survives a refresh, which clears the engine's own error but not what is left to do", async () => {
    expect((await stack.refresh()).exitCode).toBe(0);
    const preview = await stack.preview();
    expect(preview.resources).toMatchObject({ update: 1, create: 2 });
    expect(preview.output).toContain("the setup tests will run again");
  });

  it("fails again while nothing is mended, without a second connection", async () => {
    expect((await stack.up()).exitCode).not.toBe(0);
    expect(await client.connections.list().all()).toHaveLength(1);
  });

  it("is finished by the next up once the program is mended", async () => {
    stack.program = pipeline({ host: "db.acme.com" });
    const up = await stack.up();
    expect(up.exitCode).toBe(0);
    expect(up.resources).toEqual({ updated: 1, created: 2, unchanged: 3 });
    expect((await stack.up()).resources).toEqual({ unchanged: 6 });
    const connector = (await stack.resources()).find(({ type }) => type.endsWith("Connector"));
    expect(connector?.outputs).toMatchObject({ setupState: "connected" });
    expect(connector?.outputs).not.toHaveProperty("failedSetupTests");
  });

  it("is destroyed like any other", async () => {
    expect((await stack.destroy()).resources).toEqual({ deleted: 6 });
    expect(await client.connections.list().all()).toEqual([]);
  });
});
