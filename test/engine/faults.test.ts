import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manyConnectors, program } from "../support/programs";
import { TestStack } from "../support/stack";

const CONNECTORS = 8;

describe("a server that fails one call in five", () => {
  const seed = Number(process.env["FAULT_SEED"] ?? 20261121);
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;

  beforeAll(async () => {
    console.log(`faults are drawn from seed ${seed} (FAULT_SEED)`);
    server = await startServer();
    stack = await TestStack.open({ server, program: manyConnectors(CONNECTORS, { whole: true }) });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    // Four draws of 5.5 % each disturb one call in five.
    const path = "^/v1/";
    server.control.faults.add({ path, probability: 0.055, seed, status: 429, retryAfter: 0 });
    server.control.faults.add({ path, probability: 0.055, seed: seed + 1, status: 503, body: "html" });
    server.control.faults.add({ path, probability: 0.055, seed: seed + 2, drop: "before" });
    server.control.faults.add({ path, probability: 0.055, seed: seed + 3, drop: "after" });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  it("still ends in the right state, with no duplicate", async () => {
    const up = await stack.up();
    expect(up.output).not.toContain("error");
    expect(up.exitCode).toBe(0);
    server.control.faults.clear();
    expect((await client.groups.list().all()).map(({ name }) => name)).toEqual(["many"]);
    expect(await client.destinations.list().all()).toHaveLength(1);
    const connections = await client.connections.list().all();
    expect(connections.map(({ schema }) => schema).sort()).toEqual(
      Array.from({ length: CONNECTORS }, (_, index) => `c${index}`).sort(),
    );
    expect(connections.every(({ paused, syncFrequency }) => !paused && syncFrequency === 60)).toBe(true);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 3 + 3 * CONNECTORS });
    expect((await stack.up()).resources).toEqual({ unchanged: 3 + 3 * CONNECTORS });
  });
});

describe("a create whose answer is lost", () => {
  let server: LocalServer;
  let client: FivetranClient;

  beforeAll(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(() => server.stop());

  const groups = program(`exports.id = new fivetran.Group("g", { name: "twins" }).id;`);

  it("takes its own object, not an older namesake, and makes no second one", async () => {
    const older = await client.groups.create({ name: "twins" });
    server.control.clock.advance(60_000);
    server.control.faults.add({ method: "POST", path: "^/v1/groups$", times: 1, drop: "after" });
    const stack = await TestStack.open({ server, program: groups });
    try {
      const up = await stack.up();
      expect(up.exitCode).toBe(0);
      const { id } = await stack.outputs();
      expect(id).not.toBe(older.id);
      expect(await client.groups.list().all()).toHaveLength(2);
      expect((await stack.destroy()).exitCode).toBe(0);
      expect((await client.groups.list().all()).map((group) => group.id)).toEqual([older.id]);
    } finally {
      await stack.close();
    }
  });

  it("stops, and says how to adopt, when only an older namesake is there", async () => {
    const [older] = await client.groups.list().all();
    server.control.faults.add({ method: "POST", path: "^/v1/groups$", times: 1, drop: "before" });
    const stack = await TestStack.open({ server, program: groups });
    try {
      const up = await stack.up();
      expect(up.exitCode).not.toBe(0);
      expect(up.output).toContain(older?.id);
      expect(up.output).toContain("adopt");
      expect(await client.groups.list().all()).toHaveLength(1);
    } finally {
      await stack.close();
    }
  });
});
