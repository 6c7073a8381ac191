import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, type SourceShape, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const HASH_EMAILS = `{ match: { column: "email" }, hashed: true }`;
const NO_AUDIT = `{ match: { schema: "public", table: "audit_*" }, enabled: false }`;

function ruled(...rules: string[]): string {
  return program(`
const group = new fivetran.Group("g", { name: "ruled" });
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
const shop = new fivetran.Connector("shop", { groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "shop" }, config: { host: "db.acme.com" } });
const schema = new fivetran.SchemaConfig("shop", { connectorId: shop.id, rules: [${rules.join(", ")}] });
exports.connectorId = schema.connectorId;
`);
}

/** Two tables with an email each, and more of them as time goes on. */
function source(...later: string[]): SourceShape {
  const columns = { id: { isPrimaryKey: true }, email: {}, total: {} };
  const names = ["customers", "orders", "audit_log", ...later];
  return { schemas: { public: { tables: Object.fromEntries(names.map((name) => [name, { columns }])) } } };
}

/** "Every column called email is hashed, wherever it appears": one line, and it holds. */
describe("rules on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let connectorId: string;

  beforeAll(async () => {
    server = await startServer();
    await server.control.setShape({ service: "postgres" }, source());
    stack = await TestStack.open({ server, program: ruled(HASH_EMAILS) });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  /** The tables whose email is hashed. */
  const hashed = async (): Promise<string[]> => {
    const { schemas } = await client.connectionSchemas.retrieve(connectorId);
    const tables = Object.entries(schemas["public"]?.tables ?? {});
    return tables.filter(([, { columns }]) => columns?.["email"]?.hashed === true).map(([name]) => name);
  };

  it("hash what exists, tell it, and are at rest", async () => {
    const up = await stack.up();
    expect(up.output).toContain(
      "hashes 3 columns public.customers.email, public.orders.email, public.audit_log.email",
    );
    ({ connectorId } = (await stack.outputs()) as { connectorId: string });
    expect(await hashed()).toEqual(["customers", "orders", "audit_log"]);
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: 5 });
    expect(server.control.journal()).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 5 });
  });

  it("show a table that appears later at the next refresh, and the next up covers it", async () => {
    await server.control.setShape({ service: "postgres" }, source("refunds"));
    await client.connectionSchemas.reload(connectorId);
    expect((await stack.refresh()).resources).toEqual({ updated: 1, unchanged: 4 });
    const preview = await stack.preview("--diff");
    expect(preview.resources).toEqual({ update: 1, unchanged: 4 });
    expect(preview.output).toContain("hashes the column public.refunds.email");
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect(await hashed()).toEqual(["customers", "orders", "audit_log", "refunds"]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 5 });
  });

  it("list in the preview what a new rule does, and do that", async () => {
    stack.program = ruled(HASH_EMAILS, NO_AUDIT);
    expect((await stack.preview()).output).toContain("disables the table public.audit_log");
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    const { schemas } = await client.connectionSchemas.retrieve(connectorId);
    expect(schemas["public"]?.tables?.["audit_log"]?.enabled).toBe(false);
  });

  it("end without a trace in Fivetran when they are taken out", async () => {
    stack.program = ruled();
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect(server.control.journal().filter(({ method }) => method !== "GET")).toEqual([]);
    expect(await hashed()).toContain("refunds");
  });

  it("are refused in the preview with all their faults", async () => {
    stack.program = ruled(`{ match: {}, enabled: true }`, `{ match: { table: "t" }, hashed: true }`);
    const { output, exitCode } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("rules[0].match: must name at least one");
    expect(output).toContain("rules[1].hashed: is a setting of columns");
  });
});
