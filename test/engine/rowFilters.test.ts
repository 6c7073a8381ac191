import { FivetranClient } from "@pulumi-fivetran/sdk";
import { type LocalServer, type SourceShape, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { program } from "../support/programs";
import { TestStack } from "../support/stack";

const EU = `{ name: "EU", description: "Customers in the EU", columnClauses: [{ column: "region", columnType: "STRING", operator: "EQUALS", values: [region.apply((r) => r)] }] }`;
const RULE = `{ match: { schema: "public", table: "ord*" }, rowFilter: { name: "large", description: "Above 100", operator: "OR", columnClauses: [{ column: "total", columnType: "LONG", operator: "GREATER", values: ["100"] }, { column: "total", columnType: "LONG", operator: "IS_NULL" }] } }`;

/** @param customers what is said of the table `customers` */
function filtered(customers: string, ...rules: string[]): string {
  return program(`
const group = new fivetran.Group("g", { name: "filtered" });
const region = group.id.apply(() => "EU");
const warehouse = new fivetran.Destination("w", { groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com" } });
const shop = new fivetran.Connector("shop", { groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "shop" }, config: { host: "db.acme.com" } });
const schema = new fivetran.SchemaConfig("shop", {
  connectorId: shop.id, rules: [${rules.join(", ")}],
  schemas: { public: { tables: { customers: ${customers} } } },
});
exports.connectorId = schema.connectorId;
`);
}

const SOURCE: SourceShape = {
  schemas: {
    public: {
      tables: {
        customers: { columns: { id: { isPrimaryKey: true }, region: {} } },
        orders: { columns: { id: { isPrimaryKey: true }, total: {} } },
      },
    },
  },
};

describe("row filters and column types on the real engine", () => {
  let server: LocalServer;
  let stack: TestStack;
  let client: FivetranClient;
  let connectorId: string;

  beforeAll(async () => {
    server = await startServer();
    await server.control.setShape({ service: "postgres" }, SOURCE);
    const customers = `{ rowFilter: ${EU}, columns: { id: { targetDataType: "String" } } }`;
    stack = await TestStack.open({ server, program: filtered(customers, RULE) });
    client = new FivetranClient({ apiKey: server.apiKey, apiSecret: server.apiSecret, baseUrl: server.url });
  });
  afterAll(async () => {
    await stack.close();
    await server.stop();
  });

  /** Tables, and the name of each one's filter. */
  const filters = async (): Promise<Record<string, string | undefined>> => {
    const { schemas } = await client.connectionSchemas.retrieve(connectorId);
    const tables = Object.entries(schemas["public"]?.tables ?? {});
    return Object.fromEntries(tables.map(([name, { rowFilter }]) => [name, rowFilter?.name]));
  };
  const patches = () => server.control.journal().filter(({ method }) => method === "PATCH");

  it("are set by name and by rule, and rest", async () => {
    const up = await stack.up();
    expect(up.output).toContain("sets the row filter 'large' of the table public.orders");
    ({ connectorId } = (await stack.outputs()) as { connectorId: string });
    expect(await filters()).toEqual({ customers: "EU", orders: "large" });
    const { schemas } = await client.connectionSchemas.retrieve(connectorId);
    expect(schemas["public"]?.tables?.["customers"]?.columns?.["id"]?.targetDataType).toBe("String");
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ unchanged: 5 });
    expect(server.control.journal()).toEqual([]);
    expect((await stack.refresh()).resources).toEqual({ unchanged: 5 });
  });

  it("show what a person has changed, and the next up mends it", async () => {
    await client.connectionSchemas.updateTable(connectorId, "public", "customers", { rowFilter: null });
    expect((await stack.refresh()).resources).toEqual({ updated: 1, unchanged: 4 });
    const preview = await stack.preview("--diff");
    expect(preview.resources).toEqual({ update: 1, unchanged: 4 });
    expect(preview.output).toContain("rowFilter");
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect(await filters()).toEqual({ customers: "EU", orders: "large" });
    expect((await stack.refresh()).resources).toEqual({ unchanged: 5 });
  });

  it("stay when they are taken out of the program, which the preview says, and nothing is sent", async () => {
    stack.program = filtered(`{ columns: { id: { targetDataType: "String" } } }`, RULE);
    expect((await stack.preview()).output).toContain('rows stay filtered until `rowFilter: "none"`');
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect(patches()).toEqual([]);
    expect(await filters()).toEqual({ customers: "EU", orders: "large" });
  });

  it("are removed by none, which is sent as null", async () => {
    stack.program = filtered(
      `{ rowFilter: "none", columns: { id: { targetDataType: "none" } } }`,
      `{ match: { table: "orders" }, rowFilter: "none" }`,
    );
    server.control.clearJournal();
    expect((await stack.up()).resources).toEqual({ updated: 1, unchanged: 4 });
    expect(patches().map(({ body }) => body)).toEqual([
      {
        schemas: {
          public: {
            tables: {
              customers: { row_filter: null, columns: { id: { target_data_type: null } } },
              orders: { row_filter: null },
            },
          },
        },
      },
    ]);
    expect(await filters()).toEqual({ customers: undefined, orders: undefined });
    expect((await stack.up()).resources).toEqual({ unchanged: 5 });
    expect((await stack.refresh()).resources).toEqual({ unchanged: 5 });
  });

  it("warn in the preview of a column that the program hashes, and refuse what Fivetran does not have", async () => {
    stack.program = filtered(`{ rowFilter: ${EU}, columns: { region: { hashed: true } } }`);
    const warned = await stack.preview();
    expect(warned.exitCode).toBe(0);
    expect(warned.output).toContain("needs the column 'region', which the program hashes");
    stack.program = filtered(
      `{ rowFilter: { name: "x", operator: "AND", columnClauses: [{ column: "id", columnType: "LONG", operator: "CONTAINS", values: ["1"] }] } }`,
    );
    const { output, exitCode } = await stack.preview();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("schemas.public.tables.customers.rowFilter.description: is required");
    expect(output).toContain("rowFilter.operator: must be left out where there is only one clause");
    expect(output).toContain("columnClauses[0].operator: is not for columns of type LONG");
  });
});
