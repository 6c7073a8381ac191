/** A source of 5,000 tables with ten columns each: how many calls it takes, and what the state holds. Times are the benchmark's. */
import { describe, expect, it } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
} from "../../../../core/src/handlers/schemaConfig";
import { type FakeColumn, FakeConnection, type FakeSchemas, type FakeTable } from "./fakeConnection";
import { created, diffOf, ID } from "./shop";

const TABLES = 5_000;
const COLUMNS = 10;
const ONE_GET_ONE_PATCH = ["GET schemas", "PATCH schemas"];

function source(listed: boolean): FakeSchemas {
  const column = (): FakeColumn => ({ listed });
  const table = (): FakeTable => ({ syncMode: "SOFT_DELETE", columns: recordOf(COLUMNS, "column", column) });
  return { public: { tables: recordOf(TABLES, "table", table) } };
}

function recordOf<T>(count: number, name: string, make: (index: number) => T): Record<string, T> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${name}_${index}`, make(index)]));
}

/** Every column by name; of one table in a hundred they are hashed. */
function named(hashed: (table: number) => boolean): SchemaConfigInputs {
  const tables = recordOf(TABLES, "table", (table) => ({
    enabled: true,
    columns: recordOf(COLUMNS, "column", () => ({ hashed: hashed(table) })),
  }));
  return { connectorId: ID, schemas: { public: { tables } } };
}

function columnsIn(patch: unknown): number {
  const { schemas } = patch as { schemas: { public: { tables: Record<string, { columns: object }> } } };
  const tables = Object.values(schemas.public.tables);
  return tables.reduce((sum, { columns }) => sum + Object.keys(columns).length, 0);
}

describe(`${TABLES} tables x ${COLUMNS} columns`, () => {
  it("by names: a preview makes no call, an apply one GET and one PATCH of what differs", async () => {
    const connection = new FakeConnection(source(true));
    const first = named(() => false);
    const { outputs: olds } = await handler.create({ inputs: first }, connection.context());
    expect(connection.takeCalls()).toEqual(["GET schemas"]);
    const news = named((table) => table % 100 === 0);
    const { changes } = await diffOf(connection, olds, news);
    expect(changes).toHaveLength((TABLES / 100) * COLUMNS);
    expect(connection.takeCalls()).toEqual([]);
    const outputs = await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.takeCalls()).toEqual(ONE_GET_ONE_PATCH);
    expect(columnsIn(connection.patches[0])).toBe((TABLES / 100) * COLUMNS);
    expect(JSON.stringify(outputs)).toBe(JSON.stringify(news));
  });

  it("[3.2] [6 10k tables] by rules: a preview makes one GET, an apply one GET and one PATCH; the state holds the rules, not the tables", async () => {
    const connection = new FakeConnection(source(false));
    const first: SchemaConfigInputs = {
      connectorId: ID,
      rules: [{ match: { column: "column_3" }, hashed: true }],
    };
    const olds = await created(connection, first);
    expect(columnsIn(connection.patches[0])).toBe(TABLES);
    const history = { match: { table: "table_*9" }, syncMode: "HISTORY" } as const;
    const news: SchemaConfigInputs = { ...first, rules: [...(first.rules ?? []), history] };
    const { notices } = await diffOf(connection, olds, news);
    expect(connection.takeCalls()).toEqual(["GET schemas"]);
    expect(notices).toHaveLength(1);
    const outputs = await handler.update({ id: ID, olds, news }, connection.context());
    expect(connection.takeCalls()).toEqual(ONE_GET_ONE_PATCH);
    const tables = Object.values(connection.source["public"]?.tables ?? {});
    expect(tables.filter(({ syncMode }) => syncMode === "HISTORY")).toHaveLength(TABLES / 10);
    expect(JSON.stringify(outputs).length).toBeLessThan(JSON.stringify(news).length + 50);
  });
});
