import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TestStack } from "../support/stack";

const CONFIG = `{ host: "db.acme.com", port: 5432, database: "shop", user: "fivetran", password: "hunter2-hunter2" }`;

/** Two groups with their destinations, a Pipeline, and a Connector on which a SchemaConfig and a schedule hang. */
const program = (at: "east" | "west", more = "", pipeline = ""): string => `
const fivetran = require("pulumi-fivetran");
const places = {};
for (const name of ["east", "west"]) {
  const group = new fivetran.Group(name, { name });
  places[name] = new fivetran.Destination(name, {
    groupId: group.id, service: "snowflake", timeZoneOffset: "0", region: "GCP_US_EAST4",
    config: { host: "acme.snowflakecomputing.com", port: 443, database: "dw", auth: "PASSWORD", user: "f", password: "hunter2-hunter2" },
  });
}
const groupId = places.${at}.groupId;
new fivetran.Pipeline("orders", {
  groupId, service: "postgres", destinationSchema: { prefix: "orders" }, config: ${CONFIG},
  schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } }, schedule: "every hour", ${more} ${pipeline}
});
const shop = new fivetran.Connector("shop", {
  groupId, service: "postgres", destinationSchema: { prefix: "shop" }, config: ${CONFIG}, ${more}
});
const schema = new fivetran.SchemaConfig("shop", {
  connectorId: shop.id, schemas: { public: { tables: { customers: { columns: { email: { hashed: true } } } } } },
});
new fivetran.ConnectorSchedule("shop", { connectorId: schema.connectorId, syncFrequencyMinutes: 60, paused: false });
`;

const MOVING = `moveOnGroupChange: "continue",`;
/** The stack, two groups and destinations, the pipeline with three children, the connector with its two. */
const EVERYTHING = 12;

describe("moving connectors to another group", () => {
  let server: LocalServer;
  let client: FivetranClient;
  let stack: TestStack;

  beforeEach(async () => {
    server = await startServer();
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
    stack = await TestStack.open({ server, program: program("east") });
    expect((await stack.up()).resources).toEqual({ created: EVERYTHING });
  });
  afterEach(async () => {
    await stack.close();
    await server.stop();
  });

  const connections = async () =>
    (await client.connections.list().strict().toArray()).map(({ id, groupId, schema, paused }) => ({
      id,
      groupId,
      schema,
      paused,
    }));
  const groupNamed = async (wanted: string) =>
    (await client.groups.list().strict().toArray()).find(({ name }) => name === wanted)?.id;
  const hashes = async (id: string) => {
    const { schemas } = await client.connectionSchemas.retrieve(id);
    return schemas["public"]?.tables?.["customers"]?.columns?.["email"]?.hashed;
  };

  it("previews a replacement, and that moving exists; then moves, and what hangs on them stays", async () => {
    const before = await connections();
    stack.program = program("west");
    const replacing = await stack.preview();
    expect(replacing.output).toContain('moveOnGroupChange: "continue"');
    expect(replacing.resources["replace"]).toBeGreaterThan(0);

    stack.program = program("west", MOVING);
    const preview = await stack.preview();
    expect(preview.resources).toEqual({ update: 2, unchanged: EVERYTHING - 2 });
    expect(preview.output).toContain("What is loaded stays in the old destination");
    expect(preview.output).toContain("hybrid deployment agent: none is declared");
    expect(await connections()).toEqual(before);

    const up = await stack.up();
    expect(up.resources).toEqual({ updated: 2, unchanged: EVERYTHING - 2 });
    const west = await groupNamed("west");
    expect(await connections()).toEqual(before.map((each) => ({ ...each, groupId: west, paused: false })));
    for (const { id } of before) expect(await hashes(id)).toBe(true);
    expect((await stack.up()).resources).toEqual({ unchanged: EVERYTHING });
    expect((await stack.refresh()).resources).toEqual({ unchanged: EVERYTHING });

    // A Pipeline that is to stand still never runs in between.
    stack.program = program("east", MOVING, "paused: true,");
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ updated: 3, unchanged: EVERYTHING - 3 });
    const orders = before.find(({ schema }) => schema === "orders");
    expect(await connections()).toEqual(before.map((each) => ({ ...each, paused: each.id === orders?.id })));
    const resumed = server.control
      .journal()
      .filter(({ method, body }) => method === "PATCH" && (body as { paused?: unknown }).paused === false)
      .map(({ path }) => path);
    expect(resumed).toEqual([`/v1/connections/${before.find(({ schema }) => schema === "shop")?.id ?? ""}`]);
    expect((await stack.up("--refresh")).resources).toEqual({ unchanged: EVERYTHING });
  });

  it.each([
    { refresh: false, what: "the next up" },
    { refresh: true, what: "a refresh and the next up" },
  ])("killed right after a move, is finished and resumed by $what", async ({ refresh }) => {
    const before = await connections();
    stack.program = program("west", MOVING);
    const started = await stack.startUp();
    const stop = server.control.onApiCall(() => {
      const last = server.control.journal().at(-1);
      if (last?.method === "POST" && last.path.endsWith("/move")) {
        server.control.halts.set({ at: "apiCall", count: 1 });
        setImmediate(() => started.kill());
      }
    });
    await started.done;
    stop();
    server.control.halts.release();
    expect((await connections()).some(({ paused }) => paused === true)).toBe(true);

    await stack.cancel();
    if (refresh) await stack.refresh();
    const up = await stack.up();
    expect(up.output).not.toMatch(/\berror\b/);
    const west = await groupNamed("west");
    expect(await connections()).toEqual(before.map((each) => ({ ...each, groupId: west, paused: false })));
    expect((await stack.up("--refresh")).resources).toEqual({ unchanged: EVERYTHING });
  });
});
