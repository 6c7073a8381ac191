import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const FOUR_COLUMNS = `{ id: { enabled: true }, name: { enabled: true }, city: { enabled: true }, since: { enabled: true } }`;

function following(tables: string): string {
  return program(`
const group = new fivetran.Group("g", { name: "followed" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
const shop = new fivetran.Connector("shop", { groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "shop" }, config: { host: "db.acme.com" } });
const schema = new fivetran.SchemaConfig("shop", {
  connectorId: shop.id, schemaChangeHandling: "BLOCK_ALL", undeclared: "followPolicy", schemas: { public: { tables: ${tables} } },
});
new fivetran.ConnectorSchedule("shop", { connectorId: schema.connectorId, paused: false });
exports.connectorId = shop.id;
`);
}

/** Fivetran lists only columns that somebody has set, and `iban` is not among them. */
describe("followPolicy with BLOCK_ALL on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let connectorId: string;

  beforeAll(async () => {
    server = await startServer();
    const columns = { id: { isPrimaryKey: true }, name: {}, city: {}, since: {}, iban: {} };
    const orders = { columns: { id: { isPrimaryKey: true }, total: {} } };
    await server.control.setShape(
      { service: "postgres" },
      { schemas: { public: { tables: { customers: { columns }, orders } } } },
    );
    const only = `{ customers: { columns: ${FOUR_COLUMNS} } }`;
    stack = await TestStack.open({ server, program: following(only) });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  const enabledIn = async (table: string): Promise<string[]> => {
    const { columns } = await client.connectionSchemas.retrieveColumns(connectorId, "public", table);
    return Object.entries(columns)
      .filter(([, { enabled }]) => enabled)
      .map(([name]) => name);
  };

  it("says in a creation's preview that it will look", async () => {
    const { output } = await stack.preview();
    expect(output).toContain(
      "undeclared acts on what exists: the creation looks at the columns of every synced table",
    );
  });

  it("fails before the schedule starts anything where columns cannot be read", async () => {
    server.control.faults.add({
      path: "/tables/[^/]+/columns",
      status: 400,
      code: "InvalidInput",
      message: "the source is away",
    });
    const { output, exitCode } = await stack.up();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("cannot be applied to public.customers, whose columns cannot be read");
    const [connection] = await client.connections.list().all();
    expect(connection?.paused).toBe(true);
    connectorId = connection?.id ?? "";
    server.control.faults.clear();
  });

  it("goes on in the next run, blocks the fifth column, and only then unpauses", async () => {
    server.control.clearJournal();
    const { output, resources } = await stack.up();
    expect(resources).toEqual({ created: 1, updated: 1, unchanged: 4 });
    expect(output).toContain("disables the column 'iban'");
    expect(await enabledIn("customers")).toEqual(["id", "name", "city", "since"]);
    const changes = server.control.journal().filter(({ method }) => method === "PATCH");
    expect(changes.map(({ path }) => path.endsWith("/schemas"))).toEqual([true, false]);
    expect((await client.connections.retrieve(connectorId)).paused).toBe(false);
  });

  it("is at rest, without a call, and after a refresh", async () => {
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: 6 });
    expect(server.control.journal()).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 6 });
  });

  it("lists in an update's preview what a newly named table keeps out, and does that", async () => {
    stack.program = following(
      `{ customers: { columns: ${FOUR_COLUMNS} }, orders: { columns: { id: { enabled: true } } } }`,
    );
    expect((await stack.preview()).output).toContain("disables the column 'total'");
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 5 });
    expect(await enabledIn("orders")).toEqual(["id"]);
  });
});
