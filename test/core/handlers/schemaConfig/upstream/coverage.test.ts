/** Columns are read only where a rule may be about any of them and nobody knows that it holds. Counted in calls. */
import { afterEach, describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../../../core/src/handlers/schemaConfig";
import type { Rule } from "../../../../../core/src/handlers/schemaConfig/wants/rules";
import { FakeConnection, type FakeSchemas } from "../fakeConnection";
import { created, diffOf, ID, refreshed } from "../shop";

const HASH_EMAILS: Rule = { match: { column: "email" }, hashed: true };
const HASH_IN_T7: Rule = { match: { table: "t7", column: "note" }, hashed: true };
const COUNT = 30;

function tables(): FakeSchemas {
  const table = () => ({ columns: { id: {}, email: {}, note: {} } });
  const names = Array.from({ length: COUNT }, (_, index) => `t${index}`);
  return { s: { tables: Object.fromEntries(names.map((name) => [name, table()])) } };
}

function tableOf(connection: FakeConnection, name: string) {
  const table = connection.source["s"]?.tables?.[name];
  if (table === undefined) throw new Error(`there is no ${name}`);
  return table;
}

function lookups(connection: FakeConnection): string[] {
  return connection.takeCalls().filter((call) => call.startsWith("GET columns"));
}

const INPUTS: SchemaConfigInputs = { connectorId: ID, rules: [HASH_EMAILS] };

describe("rules about columns", () => {
  let connection: FakeConnection;
  afterEach(() => {
    // Whatever was spared: every email of every synced table is hashed in the end.
    for (const { enabled, columns } of Object.values(connection.source["s"]?.tables ?? {})) {
      if (enabled !== false && columns?.["email"] !== undefined) expect(columns["email"].hashed).toBe(true);
    }
  });

  async function start(inputs = INPUTS): Promise<SchemaConfigOutputs> {
    connection = new FakeConnection(tables());
    return created(connection, inputs);
  }

  async function updated(olds: SchemaConfigOutputs, news: SchemaConfigInputs): Promise<SchemaConfigOutputs> {
    connection.takeCalls();
    return handler.update({ id: ID, olds, news }, connection.context());
  }

  it("cost no column's call when something else changes: one GET, one PATCH", async () => {
    const olds = await start();
    const outputs = await updated(olds, { ...INPUTS, schemaChangeHandling: "BLOCK_ALL" });
    expect(connection.takeCalls()).toEqual(["GET schemas", "PATCH schemas"]);
    await updated(outputs, { ...INPUTS, schemas: { s: { tables: { t3: { enabled: false } } } } });
    expect(connection.takeCalls()).toEqual(["GET schemas", "PATCH schemas"]);
  });

  it("are still compared without a call where a column was set before", async () => {
    const olds = await start();
    Object.assign(tableOf(connection, "t5").columns?.["email"] ?? {}, { hashed: false });
    connection.patches.length = 0;
    await updated(olds, { ...INPUTS, schemaChangeHandling: "BLOCK_ALL" });
    expect(connection.takeCalls()).toEqual(["GET schemas", "PATCH schemas"]);
    const t5 = { columns: { email: { hashed: true } } };
    expect(connection.patches).toEqual([
      { schemaChangeHandling: "BLOCK_ALL", schemas: { s: { tables: { t5 } } } },
    ]);
  });

  it("read the tables that a changed rule is about, in the preview and in the update, no others", async () => {
    const olds = await start();
    const news: SchemaConfigInputs = { ...INPUTS, rules: [HASH_EMAILS, HASH_IN_T7] };
    const { notices } = await diffOf(connection, olds, news);
    expect(lookups(connection)).toEqual(["GET columns s.t7"]);
    expect(notices.map(({ message }) => message)).toEqual(["hashes the column s.t7.note"]);
    await updated(olds, news);
    expect(lookups(connection)).toEqual(["GET columns s.t7"]);
    expect(tableOf(connection, "t7").columns?.["note"]?.hashed).toBe(true);
  });

  it("read a table that the program switches on", async () => {
    const olds = await start({ ...INPUTS, schemas: { s: { tables: { t3: { enabled: false } } } } });
    await updated(olds, { ...INPUTS, schemas: { s: { tables: { t3: { enabled: true } } } } });
    expect(lookups(connection)).toEqual(["GET columns s.t3"]);
  });

  it("decide about a column again whose name is taken out of the program", async () => {
    const named = { t3: { columns: { email: { hashed: false } } } };
    const olds = await start({ ...INPUTS, schemas: { s: { tables: named } } });
    expect(tableOf(connection, "t3").columns?.["email"]?.hashed).not.toBe(true);
    const { notices } = await diffOf(connection, olds, INPUTS);
    expect(notices.map(({ message }) => message)).toEqual([
      "is no longer named: rules that match it decide from now on, what none sets stays as it is",
    ]);
    await updated(olds, INPUTS);
    expect(lookups(connection)).toEqual(["GET columns s.t3"]);
  });

  it("read all tables once one has appeared, and are at rest again", async () => {
    const olds = await start();
    connection.source["s"] = {
      tables: { ...connection.source["s"]?.tables, later: { columns: { email: {} } } },
    };
    const outputs = await updated(olds, { ...INPUTS, schemaChangeHandling: "BLOCK_ALL" });
    expect(lookups(connection)).toHaveLength(COUNT + 1);
    expect(outputs.coveredTables).not.toBe(olds.coveredTables);
    await updated(outputs, INPUTS);
    expect(lookups(connection)).toEqual([]);
  });

  it("read after a refresh only the tables that it found different", async () => {
    const olds = await start();
    connection.source["s"] = {
      tables: { ...connection.source["s"]?.tables, later: { columns: { email: {} } } },
    };
    const { outputs: drifted } = await refreshed(connection, olds);
    expect(lookups(connection)).toHaveLength(COUNT + 1);
    expect(drifted.drift).toEqual([
      { path: "schemas.s.tables.later.columns.email.hashed", wanted: true, found: false },
    ]);
    await updated(drifted, INPUTS);
    expect(lookups(connection)).toEqual(["GET columns s.later"]);
  });

  it("do not make a refresh look like a change because of a table that they have no say in", async () => {
    const olds = await start();
    connection.source["s"] = {
      tables: { ...connection.source["s"]?.tables, later: { columns: { id: {} } } },
    };
    expect(await refreshed(connection, olds)).toEqual({ id: ID, outputs: olds, inputs: undefined });
  });

  it("read all tables again after one could not be read", async () => {
    connection = new FakeConnection(tables());
    connection.columnsReadable = false;
    const noNotes: SchemaConfigInputs = {
      connectorId: ID,
      rules: [{ match: { column: "note" }, enabled: false }],
    };
    const olds = await created(connection, noNotes);
    expect(olds).toEqual(noNotes);
    connection.columnsReadable = true;
    const outputs = await updated(olds, { ...noNotes, schemaChangeHandling: "BLOCK_ALL" });
    expect(lookups(connection)).toHaveLength(COUNT);
    await updated(outputs, INPUTS);
  });

  it("ask no table whose columns cannot be configured", async () => {
    connection = new FakeConnection({ s: { tables: { t: { supportsColumnsConfig: false, columns: {} } } } });
    await created(connection, INPUTS);
    await refreshed(connection, INPUTS);
    expect(connection.takeCalls()).toEqual(["GET schemas"]);
  });

  it("keep in the state, without a call, what a lock holds back", async () => {
    connection = new FakeConnection(tables());
    Object.assign(tableOf(connection, "t1").columns?.["id"] ?? {}, { lock: "a primary key" });
    const inputs = {
      ...INPUTS,
      rules: [HASH_EMAILS, { match: { table: "t1", column: "id" }, enabled: false }],
    };
    const olds = await created(connection, inputs);
    const skipped = [{ path: "schemas.s.tables.t1.columns.id.enabled", reason: "a primary key" }];
    expect(olds.skipped).toEqual(skipped);
    const outputs = await updated(olds, { ...inputs, schemaChangeHandling: "BLOCK_ALL" });
    expect(lookups(connection)).toEqual([]);
    expect(outputs.skipped).toEqual(skipped);
  });
});
