/** Size, drift, reloads and concurrency of schema configs, where terraform-provider-fivetran is slow, blind or silent. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../core/src/handlers/schemaConfig";
import { startWorkbench, type Workbench } from "../../support/context";
import { FakeConnection } from "../handlers/schemaConfig/fakeConnection";
import { bodies, calls, hashedByAPerson } from "./situations";

const TABLES = 10_000;

describe("compared: a schema config of many tables", () => {
  it("[3.2] [6 10k tables] is compared without a call, and changed by one GET and one PATCH of what differs", async () => {
    const names = Array.from({ length: TABLES }, (_, index) => `t${index}`);
    const all = (enabled: boolean) => Object.fromEntries(names.map((name) => [name, { enabled }]));
    const connection = new FakeConnection({ s: { tables: all(true) } });
    const inputs: SchemaConfigInputs = { connectorId: "c", schemas: { s: { tables: all(true) } } };
    const { id, outputs } = await handler.create({ inputs }, connection.context());
    expect(connection.takeCalls()).toEqual(["GET schemas"]);

    const news: SchemaConfigInputs = {
      connectorId: "c",
      schemas: { s: { tables: { ...all(true), t77: { enabled: false } } } },
    };
    const { changes } = await handler.diff({ id, olds: outputs, news }, connection.context());
    expect(changes.map(({ path }) => path.join("/"))).toEqual(["schemas/s/tables/t77/enabled"]);
    expect(connection.takeCalls()).toEqual([]);
    await handler.update({ id, olds: outputs, news }, connection.context());
    expect(connection.takeCalls()).toEqual(["GET schemas", "PATCH schemas"]);
    expect(connection.patches).toEqual([{ schemas: { s: { tables: { t77: { enabled: false } } } } }]);
  });

  it("[3.2] [6 Column validation] asks for no table's columns unless one of them is named and not listed", async () => {
    const columns = { id: {}, email: {} };
    const tables = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, { columns }]));
    const connection = new FakeConnection({ s: { tables } });
    const named = Object.fromEntries(Object.keys(tables).map((name) => [name, { enabled: true }]));
    const schemas = { s: { tables: { ...named, t7: { columns: { email: { hashed: true } } } } } };
    await handler.create({ inputs: { connectorId: "c", schemas } }, connection.context());
    expect(connection.takeCalls()).toEqual(["GET schemas", "GET columns s.t7", "PATCH schemas"]);
  });
});

describe("compared: a schema config that something happens to", () => {
  let bench: Workbench;
  let inputs: SchemaConfigInputs;
  beforeEach(async () => {
    bench = await startWorkbench();
    const tables = {
      customers: { columns: { email: { hashed: true }, city: { enabled: true } } },
      invoices: { enabled: true },
    };
    inputs = { connectorId: await hashedByAPerson(bench), schemas: { public: { tables } } };
  });
  afterEach(() => bench.stop());

  const table = (name: string, change: object) =>
    bench.client.connectionSchemas.updateTable(inputs.connectorId, "public", name, change);
  const column = (name: string, change: object) =>
    bench.client.connectionSchemas.updateColumn(inputs.connectorId, "public", "customers", name, change);

  it("[3.3] shows outside changes of named tables and columns after a refresh, and the next apply repairs just these", async () => {
    const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
    await column("email", { hashed: false });
    await column("city", { enabled: false });
    await table("invoices", { enabled: false });
    const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
    if (refreshed === undefined) throw new Error("it is gone");
    expect(refreshed.outputs.drift?.map(({ path }) => path).sort()).toEqual([
      "schemas.public.tables.customers.columns.city.enabled",
      "schemas.public.tables.customers.columns.email.hashed",
      "schemas.public.tables.invoices.enabled",
    ]);
    const { changes } = await handler.diff(
      { id, olds: refreshed.outputs, news: inputs },
      bench.freshContext(),
    );
    expect(changes).toHaveLength(3);
    bench.server.control.clearJournal();
    await handler.update({ id, olds: refreshed.outputs, news: inputs }, bench.freshContext());
    const customers = { columns: { email: { hashed: true }, city: { enabled: true } } };
    expect(bodies(bench, "PATCH")).toEqual([
      { schemas: { public: { tables: { customers, invoices: { enabled: true } } } } },
    ]);
  });

  it("[3.3] takes an outside change of what is not named for nobody's business: no difference, no repair", async () => {
    const { id, outputs } = await handler.create({ inputs }, bench.freshContext());
    await column("id", { hashed: true });
    await bench.client.connectionSchemas.updateSchema(inputs.connectorId, "people", { enabled: false });
    const refreshed = await handler.read({ id, olds: outputs }, bench.freshContext());
    expect(refreshed).toEqual({ id, outputs, inputs: undefined });
  });

  it("[3.17] [6 Locked elements] a locked table does not stop the rest: skipped with its reason, and no difference afterwards", async () => {
    const { id: connectorId } = await bench.client.connections.create({
      groupId: (await bench.client.connections.retrieve(inputs.connectorId)).groupId ?? "",
      service: "postgres",
      paused: true,
      config: { schema_prefix: "locked", host: "h" },
    });
    const tables = { fivetran_audit: { enabled: false }, orders: { enabled: false } };
    const declared: SchemaConfigInputs = { connectorId, schemas: { public: { tables } } };
    const { id, outputs } = await handler.create({ inputs: declared }, bench.freshContext());
    expect(bodies(bench, "PATCH")).toEqual([
      { schemas: { public: { tables: { orders: { enabled: false } } } } },
    ]);
    const path = "schemas.public.tables.fivetran_audit.enabled";
    expect(outputs.skipped).toEqual([{ path, reason: expect.stringContaining("system table") as string }]);
    expect(bench.notices.filter(({ severity }) => severity === "warning")).toHaveLength(1);
    const { changes } = await handler.diff({ id, olds: outputs, news: declared }, bench.freshContext());
    expect(changes).toEqual([]);
    expect(await handler.read({ id, olds: outputs }, bench.freshContext())).toEqual({
      id,
      outputs,
      inputs: undefined,
    });
  });

  it("[6 Reload] happens only where a named table is missing, and its failure is told beside the table's name", async () => {
    const failure = { method: "POST", path: "/reload$", status: 400, code: "InvalidInput" };
    bench.server.control.faults.add({ ...failure, message: "the replication slot is gone" });
    await handler.create({ inputs }, bench.freshContext());
    expect(calls(bench).filter((call) => call.startsWith("POST"))).toEqual([]);

    const schemas = { public: { tables: { appeared: { enabled: true } } } };
    const failing = handler.create({ inputs: { ...inputs, schemas } }, bench.freshContext());
    await expect(failing).rejects.toThrow(/appeared[\s\S]*the replication slot is gone/);
    expect(calls(bench).filter((call) => call.startsWith("POST"))).toHaveLength(1);
  });

  it("[6 Reload] has what is left of the operation's time: half an hour, or what the program says", async () => {
    const reload = vi.spyOn(bench.client.connectionSchemas, "reload");
    const schemas = { public: { tables: { absent: {} } } };
    for (const timeouts of [{}, { create: "5m" }]) {
      const context = bench.freshContext({ now: () => 0 });
      const failing = handler.create({ inputs: { ...inputs, schemas, timeouts } }, context);
      await expect(failing).rejects.toThrow("absent");
    }
    expect(reload.mock.calls.map(([, , options]) => options?.deadlineMs)).toEqual([1_800_000, 300_000]);
  });

  it("[6 Concurrency on one connection] two programs' parts of one connection are read and patched one after another", async () => {
    const part = (name: string): SchemaConfigInputs => ({
      connectorId: inputs.connectorId,
      schemas: { public: { tables: { [name]: { enabled: false } } } },
    });
    const context = bench.freshContext();
    await Promise.all(
      ["customers", "invoices"].map((name) => handler.create({ inputs: part(name) }, context)),
    );
    const path = `/connections/${inputs.connectorId}/schemas`;
    expect(calls(bench)).toEqual([`GET ${path}`, `PATCH ${path}`, `GET ${path}`, `PATCH ${path}`]);
    const { schemas } = await bench.client.connectionSchemas.retrieve(inputs.connectorId);
    const { customers, invoices } = schemas["public"]?.tables ?? {};
    expect([customers?.enabled, invoices?.enabled]).toEqual([false, false]);
  });

  it("[6 Concurrency on one connection] a PATCH that meets a failing server is sent again", async () => {
    bench.server.control.faults.add({ method: "PATCH", path: "/schemas$", status: 503, times: 2 });
    const { outputs } = await handler.create({ inputs }, bench.freshContext());
    expect(outputs).toEqual(inputs);
    expect(bodies(bench, "PATCH")).toHaveLength(3);
  });

  it("[6 Concurrency on one connection] a PATCH that another change is in the way of waits and is sent again", async () => {
    bench.server.control.faults.add({ method: "PATCH", path: "/schemas$", status: 409, times: 2 });
    const waits: number[] = [];
    const sleep = (ms: number): Promise<void> => Promise.resolve(void waits.push(ms));
    const { outputs } = await handler.create({ inputs }, bench.freshContext({ sleep }));
    expect(outputs).toEqual(inputs);
    expect(bodies(bench, "PATCH")).toHaveLength(3);
    expect(waits).toEqual([2_000, 5_000]);
  });
});
