/** The handler against the local server: the standard lifecycle, and what only a stateful API shows. */
import { FivetranClient } from "@pulumi-fivetran/sdk";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../core/src/handlers/schemaConfig";
import { startWorkbench, type Workbench } from "../../../support/context";
import { describeLifecycle } from "../../../support/lifecycle";

/** A connector of a database, and its id. */
async function connectionOn({ client }: Workbench, runSetupTests = true): Promise<string> {
  const group = await client.groups.create({ name: "analytics" });
  await client.destinations.create({
    groupId: group.id,
    service: "snowflake",
    timeZoneOffset: "0",
    config: {},
  });
  const config = {
    schema_prefix: "orders",
    host: "db.example",
    port: 5432,
    user: "fivetran",
    password: "secret",
  };
  const { id } = await client.connections.create({
    groupId: group.id,
    service: "postgres",
    paused: true,
    runSetupTests,
    config,
  });
  return id;
}

const schemas = {
  public: {
    tables: {
      customers: {
        columns: { email: { hashed: true }, phone: { enabled: true, targetDataType: "String" } },
      },
      orders: {
        enabled: true,
        syncMode: "HISTORY",
        rowFilter: {
          name: "open",
          description: "Open orders, and those of nobody",
          operator: "OR",
          columnClauses: [
            { column: "status", columnType: "STRING", operator: "IN", values: ["OPEN", "HELD"] },
            { column: "customer_id", columnType: "LONG", operator: "IS_NULL" },
          ],
        },
      },
      audit_log: { enabled: false },
    },
  },
};

describeLifecycle(handler, {
  arrange: async (bench) => ({
    connectorId: await connectionOn(bench),
    schemaChangeHandling: "ALLOW_COLUMNS",
    schemas,
  }),
  changed: (inputs) => ({
    ...inputs,
    schemaChangeHandling: "BLOCK_ALL",
    schemas: { public: { tables: { ...schemas.public.tables, payments: { enabled: false } } } },
  }),
  replacements: { connectorId: (inputs) => ({ ...inputs, connectorId: "some_other" }) },
  outside: {
    change: async ({ client }, id) => {
      await client.connectionSchemas.updateColumn(id, "public", "customers", "email", { hashed: false });
    },
    shows: "schemas.public.tables.customers.columns.email.hashed",
  },
  deletes: false,
  removeParent: ({ client }, _inputs, id) => client.connections.delete(id),
});

describe("against the local server", () => {
  let bench: Workbench;

  beforeEach(async () => {
    bench = await startWorkbench();
  });
  afterEach(() => bench.stop());

  const calls = (): string[] => bench.server.control.journal().map(({ method, path }) => `${method} ${path}`);

  it("creates with a look, a reload, a lookup and one PATCH, and updates with a look and one PATCH", async () => {
    const connectorId = await connectionOn(bench);
    bench.server.control.clearJournal();
    const inputs = { connectorId, schemas } as SchemaConfigInputs;
    const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
    const path = `/v1/connections/${id}/schemas`;
    expect(calls()).toEqual([
      `GET ${path}`,
      `POST ${path}/reload`,
      `GET ${path}/public/tables/customers/columns`,
      `GET ${path}/public/tables/orders/columns`,
      `PATCH ${path}`,
    ]);
    bench.server.control.clearJournal();
    const news: SchemaConfigInputs = { ...inputs, schemaChangeHandling: "BLOCK_ALL" };
    await handler.update({ id, olds: outputs, news }, bench.freshContext());
    expect(calls()).toEqual([`GET ${path}`, `PATCH ${path}`]);
  });

  it("leaves a column hashed that a person has hashed", async () => {
    const connectorId = await connectionOn(bench);
    const { connectionSchemas } = bench.client;
    await connectionSchemas.reload(connectorId);
    await connectionSchemas.updateColumn(connectorId, "public", "customers", "phone", { hashed: true });
    const inputs: SchemaConfigInputs = {
      connectorId,
      schemaChangeHandling: "ALLOW_ALL",
      undeclared: "followPolicy",
      schemas: { public: { tables: { customers: { enabled: true } } } },
    };
    await handler.create({ inputs }, bench.freshContext());
    const { columns } = await connectionSchemas.retrieveColumns(connectorId, "public", "customers");
    expect(columns["phone"]).toMatchObject({ hashed: true });
  });

  it("names the setup state where the connector is not connected, and writes in advance when asked to", async () => {
    const connectorId = await connectionOn(bench, false);
    const inputs = { connectorId, schemas: { public: schemas.public } } as SchemaConfigInputs;
    await expect(handler.create({ inputs }, bench.freshContext())).rejects.toThrow(
      /its setup is 'incomplete'/,
    );
    const precreating: SchemaConfigInputs = { ...inputs, precreate: true };
    const { id, outputs } = await handler.create({ inputs: precreating }, bench.freshContext());
    expect(outputs).toEqual(precreating);
    expect((await handler.read({ id, olds: outputs }, bench.freshContext()))?.outputs).toEqual(outputs);

    await bench.client.connections.runSetupTests(id);
    await bench.client.connectionSchemas.reload(id);
    const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
    expect(refreshed).toEqual({ id, outputs, inputs: undefined });
  });

  it.each([
    [{ sourceInteractions: { perMinute: 5 } }, true],
    [{ setupTests: { perMinute: 1 }, userCreation: { perHour: 1 } }, false],
  ])("reads columns as source interactions: with the limits %j it waits: %s", async (rateLimits, waits) => {
    const connectorId = await connectionOn(bench);
    const names = Array.from({ length: 12 }, (_, index) => `t${index}`);
    const tables = Object.fromEntries(names.map((name) => [name, { columns: { email: {} } }]));
    await bench.server.control.setShape({ connectionId: connectorId }, { schemas: { public: { tables } } });
    await bench.client.connectionSchemas.reload(connectorId);
    const { apiKey, apiSecret, url: baseUrl } = bench.server;
    const start = Date.now();
    let now = start;
    const sleep = (ms: number): Promise<void> => {
      now += ms;
      return Promise.resolve();
    };
    const client = new FivetranClient({
      apiKey,
      apiSecret,
      baseUrl,
      rateLimits,
      clock: { now: () => now, sleep },
    });
    bench.server.control.clearJournal();
    const rules = [{ match: { column: "email" }, hashed: true }];
    const context = bench.freshContext({ client, now: () => now });
    await handler.create({ inputs: { connectorId, rules } }, context);
    const lookups = bench.server.control.journal().filter(({ path }) => path.endsWith("/columns"));
    expect(lookups).toHaveLength(12);
    // Twelve at five a minute are three minutes' worth: two full waits at least.
    expect(now - start >= 120_000).toBe(waits);
  });

  it("handles names of any kind", async () => {
    const connectorId = await connectionOn(bench);
    const names = ["order items", "a.b", "constructor", "Ünïcode 🦦", "x/y"];
    const tables = Object.fromEntries(names.map((name) => [name, { columns: { [name]: {} } }]));
    await bench.server.control.setShape(
      { connectionId: connectorId },
      { schemas: { "my schema": { tables } } },
    );
    const named = Object.fromEntries(names.map((name) => [name, { columns: { [name]: { hashed: true } } }]));
    const inputs: SchemaConfigInputs = { connectorId, schemas: { "my schema": { tables: named } } };
    const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
    expect(await handler.read({ id, olds: outputs }, bench.freshContext())).toEqual({
      id,
      outputs,
      inputs: undefined,
    });
  });

  it("does not switch what is locked, says so once, and hashes a primary key", async () => {
    const connectorId = await connectionOn(bench);
    const inputs: SchemaConfigInputs = {
      connectorId,
      schemas: {
        public: {
          tables: {
            fivetran_audit: { enabled: false },
            customers: { columns: { id: { enabled: false, hashed: true } } },
          },
        },
      },
    };
    const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
    expect(outputs.skipped?.map(({ path }) => path)).toEqual([
      "schemas.public.tables.customers.columns.id.enabled",
      "schemas.public.tables.fivetran_audit.enabled",
    ]);
    expect(bench.notices.filter(({ severity }) => severity === "warning")).toHaveLength(2);
    const { columns } = await bench.client.connectionSchemas.retrieveColumns(
      connectorId,
      "public",
      "customers",
    );
    expect(columns["id"]).toMatchObject({ enabled: true, hashed: true });
    expect(await handler.read({ id, olds: outputs }, bench.freshContext())).toEqual({
      id,
      outputs,
      inputs: undefined,
    });
  });
});
