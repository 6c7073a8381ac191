import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../../cli/src/runner/duckdb/destination";
import type { Mode } from "../../../../cli/src/runner/duckdb/merge";
import type { Destination, TableDefinition } from "../../../../cli/src/runner/port";
import { generator } from "../../../support/random";
import { Folder } from "../../support/connectorFolder";

type Row = Record<string, unknown>;
interface Operation {
  readonly kind: "upsert" | "update" | "delete" | "truncate";
  readonly row: Row;
}

const KINDS = ["upsert", "update", "delete"];

describe("a DuckDB file", () => {
  let folder: Folder;
  let file: string;
  let destination: Destination;
  let sequence: number;

  const open = async (mode: Mode = "soft-delete"): Promise<void> => {
    destination = await openDuckDb({
      file,
      schema: "crm",
      mode,
      naming: "fivetran",
      now: () => 1_767_225_600_000,
    });
  };
  beforeEach(async () => {
    folder = new Folder();
    file = join(folder.path, "w.duckdb");
    sequence = 0;
    await open();
  });
  afterEach(async () => {
    await destination.close();
    folder[Symbol.dispose]();
  });

  const shapes: string[][] = [];
  const table = (columns: Record<string, string>, more: Partial<TableDefinition> = {}): TableDefinition => ({
    index: 0,
    table: "orders",
    schema: null,
    primaryKey: ["id"],
    columns,
    shapes,
    ...more,
  });
  const add = (kind: string, row: Row, index = 0): void => {
    let line: Row = { ...row, "~": ++sequence * 4 + KINDS.indexOf(kind) };
    if (kind === "update") {
      const names = Object.keys(row);
      let shape = shapes.findIndex((each) => each.join() === names.join());
      if (shape < 0) shape = shapes.push(names) - 1;
      line = { ...line, "~s": shape };
    }
    destination.addRows(index, Buffer.from(`${JSON.stringify(line)}\n`));
  };
  /** Rows as a reader finds them, in the order of their keys. */
  const read = async (sql = "SELECT * FROM crm.orders ORDER BY ALL"): Promise<Row[]> => {
    await destination.close();
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    try {
      return (await connection.runAndReadAll(sql)).getRowObjectsJson();
    } finally {
      connection.closeSync();
      instance.closeSync();
      await open();
    }
  };
  const plain = ({ _fivetran_synced: _, ...row }: Row): Row => row;

  it("has every type as it was sent", async () => {
    const columns = {
      ...{ id: "LONG", bo: "BOOLEAN", s: "SHORT", i: "INT", d: "DECIMAL(20,3)", f: "FLOAT", dd: "DOUBLE" },
      ...{
        nd: "NAIVE_DATE",
        nt: "NAIVE_DATETIME",
        ut: "UTC_DATETIME",
        b: "BINARY",
        x: "XML",
        t: "STRING",
        j: "JSON",
      },
    };
    destination.defineTable(table(columns));
    add("upsert", {
      ...{ id: "9007199254740993", bo: true, s: 5, i: -7, d: "12345678901234567.125", f: 1.5, dd: "nan" },
      ...{
        nd: "2026-01-02",
        nt: "2026-01-02T03:04:05",
        ut: "2026-01-02T03:04:05.123+01:00",
        b: "AAH/",
        x: "<a/>",
      },
      ...{ t: `it's "q" \\ ä \u0000 end`, j: { a: [1, null] } },
    });
    add("upsert", { id: 2 });
    await destination.commit("{}");
    const rows = (await read()).map(plain);
    const nothing = Object.fromEntries(Object.keys(columns).map((name) => [name, null]));
    expect(rows).toEqual([
      { ...nothing, id: "2", _fivetran_deleted: false },
      {
        ...{ id: "9007199254740993", bo: true, s: 5, i: -7, d: "12345678901234567.125", f: 1.5, dd: "NaN" },
        ...{
          nd: "2026-01-02",
          nt: "2026-01-02 03:04:05",
          ut: "2026-01-02 02:04:05.123+00",
          b: "\\x00\\x01\\xFF",
        },
        ...{ x: "<a/>", t: `it's "q" \\ ä \u0000 end`, j: '{"a":[1,null]}', _fivetran_deleted: false },
      },
    ]);
  });

  it("keeps rows and state together, or neither", async () => {
    destination.defineTable(table({ id: "LONG" }));
    expect(await destination.readState()).toBeUndefined();
    add("upsert", { id: 1 });
    await destination.commit('{"n":"it\'s 1"}');
    add("upsert", { id: 2 });
    await destination.rollback();
    await destination.commit(undefined);
    expect(await destination.readState()).toEqual({ state: '{"n":"it\'s 1"}', previous: "{}" });
    add("upsert", { id: "no number" });
    await expect(destination.commit('{"n":2}')).rejects.toThrow("Table 'orders': rows do not fit");
    await destination.rollback();
    expect((await destination.readState())?.state).toBe('{"n":"it\'s 1"}');
    expect((await read()).map(({ id }) => id)).toEqual(["1"]);
  });

  it("makes declared tables without a row, and columns as they come", async () => {
    destination.defineTable(table({ id: "LONG", late: "STRING" }));
    await destination.commit("{}");
    expect(await read()).toEqual([]);
    destination.defineTable(table({ id: "LONG", late: "STRING", more: "LONG" }));
    add("upsert", { id: 1, late: "x", more: 5 });
    await destination.commit("{}");
    destination.defineTable(table({ id: "LONG" }));
    add("upsert", { id: 2 });
    await destination.commit("{}");
    expect((await read()).map(({ id, late, more }) => [id, late, more])).toEqual([
      ["1", "x", "5"],
      ["2", null, null],
    ]);
  });

  it("widens a column, and never narrows it", async () => {
    for (const [type, value] of [
      ["LONG", 1],
      ["STRING", "x"],
      ["LONG", 3],
    ] as const) {
      destination.defineTable(table({ id: "LONG", v: type }));
      add("upsert", { id: value === "x" ? 2 : value, v: value });
      await destination.commit("{}");
    }
    expect((await read()).map(({ v }) => v)).toEqual(["1", "x", "3"]);
  });

  it("tells rows without a key apart by their values, also once a column is added", async () => {
    destination.defineTable(table({ a: "LONG", b: "STRING" }, { primaryKey: [] }));
    for (const b of ["x", "x", "y"]) add("upsert", { a: 1, b });
    await destination.commit("{}");
    destination.defineTable(table({ a: "LONG", b: "STRING", c: "LONG" }, { primaryKey: [] }));
    add("upsert", { a: 1, b: "x" });
    add("upsert", { a: 1, b: "x", c: 1 });
    add("delete", { a: 1, b: "y" });
    await destination.commit("{}");
    expect(
      (await read("SELECT * FROM crm.orders ORDER BY b, c NULLS FIRST")).map(
        ({ a, b, c, _fivetran_deleted }) => [a, b, c, _fivetran_deleted],
      ),
    ).toEqual([
      ["1", "x", null, false],
      ["1", "x", "1", false],
      ["1", "y", null, true],
    ]);
  });

  it("refuses another key than the table was made with", async () => {
    destination.defineTable(table({ id: "LONG", k: "LONG" }));
    await destination.commit("{}");
    destination.defineTable(table({ id: "LONG", k: "LONG" }, { primaryKey: ["k"] }));
    await expect(destination.commit("{}")).rejects.toThrow(/DROP TABLE "crm"\."orders"/);
  });

  it("puts a table of a source's schema into a schema of its own", async () => {
    destination.defineTable(table({ id: "LONG" }, { schema: "Sales EU" }));
    add("upsert", { id: 1 });
    await destination.commit("{}");
    expect(await read("SELECT id FROM crm_sales_eu.orders")).toEqual([{ id: "1" }]);
  });

  it("carries out a deferred truncate once the sync has succeeded, and spares the sync's own rows", async () => {
    destination.defineTable(table({ id: "LONG" }));
    add("upsert", { id: 1 });
    await destination.commit("{}");
    await destination.close();
    destination = await openDuckDb({
      file,
      schema: "crm",
      mode: "soft-delete",
      naming: "fivetran",
      now: () => 1_767_225_700_000,
    });
    destination.defineTable(table({ id: "LONG" }));
    destination.truncate(0, true);
    add("upsert", { id: 2 });
    await destination.commit("{}");
    await destination.succeed();
    expect((await read()).map(({ id, _fivetran_deleted }) => [id, _fivetran_deleted])).toEqual([
      ["1", true],
      ["2", false],
    ]);
  });

  it("leaves no staged rows behind, and says who holds the file", async () => {
    destination.defineTable(table({ id: "LONG" }));
    add("upsert", { id: 1 });
    await destination.commit("{}");
    expect(readdirSync(folder.path).filter((name) => name.endsWith(".ndjson"))).toEqual([]);
  });

  it.each(["soft-delete", "live"] as const)(
    "does to rows what operations mean: %s, 60 random histories",
    async (mode) => {
      await destination.close();
      for (let seed = 1; seed <= 60; seed++) {
        const random = generator(seed);
        const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
        file = join(folder.path, `${mode}-${seed}.duckdb`);
        sequence = 0;
        await open(mode);
        const model = new Model(mode);
        for (let commit = 0; commit < 3; commit++) {
          const operations = Array.from({ length: Math.floor(random() * 12) }, (): Operation => {
            const kind = pick([
              "upsert",
              "upsert",
              "update",
              "delete",
              random() < 0.2 ? "truncate" : "upsert",
            ] as const);
            const row: Row = { id: pick([1, 2, 3]) };
            if (kind === "upsert" || kind === "update")
              for (const column of ["a", "b"]) if (random() < 0.6) row[column] = pick([null, 1, 2, 3]);
            return { kind, row };
          });
          destination.defineTable(table({ id: "LONG", a: "LONG", b: "LONG" }));
          for (const { kind, row } of operations) {
            if (kind === "truncate") destination.truncate(0, false);
            else add(kind, row);
            model.apply({ kind, row });
          }
          await destination.commit("{}");
        }
        const rows = (await read()).map(({ id, a, b, _fivetran_deleted }) => ({
          id: Number(id),
          a: a === null ? null : Number(a),
          b: b === null ? null : Number(b),
          deleted: _fivetran_deleted,
        }));
        expect(rows, `seed ${seed}`).toEqual(model.rows());
        await destination.close();
      }
      await open();
    },
  );
});

/** The rules of a destination, one operation at a time. */
class Model {
  readonly #rows = new Map<number, { a: unknown; b: unknown; deleted: boolean }>();

  constructor(private readonly mode: Mode) {}

  apply({ kind, row }: Operation): void {
    const id = Number(row["id"]);
    const held = this.#rows.get(id);
    if (kind === "upsert") this.#rows.set(id, { a: row["a"] ?? null, b: row["b"] ?? null, deleted: false });
    if (kind === "update" && held !== undefined) Object.assign(held, { ...row, id: undefined });
    if (kind === "delete") this.#remove(id);
    if (kind === "truncate") for (const each of [...this.#rows.keys()]) this.#remove(each);
  }

  rows(): unknown[] {
    return [...this.#rows]
      .sort(([one], [other]) => one - other)
      .map(([id, { a, b, deleted }]) => ({ id, a, b, deleted }));
  }

  #remove(id: number): void {
    const held = this.#rows.get(id);
    if (this.mode === "live") this.#rows.delete(id);
    else if (held !== undefined) held.deleted = true;
  }
}
