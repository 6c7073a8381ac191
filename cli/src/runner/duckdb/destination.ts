/** A DuckDB file as a destination: rows are staged as they come, and a commit brings them in, with the state, in one transaction. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { columnNames, type Naming, nameFor } from "../names";
import type { CommitResult, Destination, TableDefinition } from "../port";
import { loadDuckDb } from "./load";
import {
  COUNT,
  type Mode,
  ROW_ID,
  remove,
  SYSTEM_COLUMNS,
  stage,
  type Target,
  truncate,
  update,
  upsert,
} from "./merge";
import { type Segment, StagedTable } from "./staging";
import { duckDbType, literal, quoted, widerType } from "./types";

export interface DuckDbOptions {
  /** Made when it is not there. */
  readonly file: string;
  /** The schema of the tables: the connection's name. */
  readonly schema: string;
  readonly mode: Mode;
  readonly naming: Naming;
  /** Milliseconds since 1970; default the machine's clock. */
  readonly now?: () => number;
}

const STATE_TABLE = "_fivetran_local.states";

/** @throws Error when DuckDB is not installed, or another process holds the file */
export async function openDuckDb(options: DuckDbOptions): Promise<Destination> {
  const { DuckDBInstance } = await loadDuckDb();
  mkdirSync(dirname(options.file), { recursive: true });
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(options.file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/lock/i.test(message)) throw error;
    throw new Error(
      `${options.file} is held by another process: DuckDB allows one at a time. Close what reads it (${message.split("\n")[0]}).`,
    );
  }
  const connection = await instance.connect();
  const staging = mkdtempSync(join(tmpdir(), "fivetranctl-rows-"));
  const destination = new DuckDbDestination(options, instance, connection, staging);
  await destination.prepare();
  return destination;
}

type Counts = { upserts: number; updates: number; deletes: number };

class DuckDbDestination implements Destination {
  readonly #options: DuckDbOptions;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #staging: string;
  readonly #tables = new Map<number, StagedTable>();
  #lastSynced = 0;

  constructor(
    options: DuckDbOptions,
    instance: DuckDBInstance,
    connection: DuckDBConnection,
    staging: string,
  ) {
    this.#options = options;
    this.#instance = instance;
    this.#connection = connection;
    this.#staging = staging;
  }

  async prepare(): Promise<void> {
    await this.#run(
      "CREATE SCHEMA IF NOT EXISTS _fivetran_local",
      `CREATE TABLE IF NOT EXISTS ${STATE_TABLE} (connection VARCHAR, state VARCHAR, previous VARCHAR)`,
      `CREATE SCHEMA IF NOT EXISTS ${quoted(this.#options.schema)}`,
    );
  }

  async readState(): Promise<{ state: string; previous: string } | undefined> {
    const [row] = await this.#read(
      `SELECT state, previous FROM ${STATE_TABLE} WHERE connection = ${literal(this.#options.schema)}`,
    );
    return row === undefined ? undefined : { state: String(row["state"]), previous: String(row["previous"]) };
  }

  defineTable(table: TableDefinition): void {
    const known = this.#tables.get(table.index);
    if (known === undefined) this.#tables.set(table.index, new StagedTable(table, this.#staging));
    else known.definition = table;
  }

  addRows(table: number, lines: Uint8Array): void {
    this.#table(table).add(lines);
  }

  truncate(table: number, deferred: boolean): void {
    if (deferred) this.#table(table).deferredTruncate = true;
    else this.#table(table).truncate();
  }

  async commit(state: string | undefined): Promise<CommitResult> {
    const tables: Record<string, Counts> = {};
    const synced = this.#nextSynced();
    await this.#run("BEGIN TRANSACTION");
    try {
      for (const table of this.#tables.values()) {
        const { name, counts } = await this.#apply(table.definition, table.take(), synced);
        if (counts.upserts + counts.updates + counts.deletes > 0) tables[name] = counts;
      }
      if (state !== undefined) await this.#writeState(state);
      await this.#run("COMMIT");
    } catch (error) {
      await this.#run("ROLLBACK");
      throw error;
    }
    return { tables };
  }

  rollback(): Promise<void> {
    for (const table of this.#tables.values()) table.drop();
    return Promise.resolve();
  }

  async succeed(): Promise<void> {
    for (const table of this.#tables.values()) {
      if (!table.deferredTruncate) continue;
      table.deferredTruncate = false;
      const { name } = await this.#target(table.definition);
      // Rows that this sync has written stay: they are younger than its first commit.
      await this.#run(
        `${truncate({ name, mode: this.#options.mode })} ${this.#options.mode === "live" ? "WHERE" : "AND"} _fivetran_synced < make_timestamptz(${this.#firstSynced}::BIGINT * 1000)`,
      );
    }
  }

  async close(): Promise<void> {
    await this.rollback();
    this.#connection.closeSync();
    this.#instance.closeSync();
    rmSync(this.#staging, { recursive: true, force: true });
  }

  #firstSynced = 0;

  /** Always later than the one before: two commits in one millisecond would look like one. */
  #nextSynced(): string {
    this.#lastSynced = Math.max((this.#options.now ?? Date.now)(), this.#lastSynced + 1);
    if (this.#firstSynced === 0) this.#firstSynced = this.#lastSynced;
    return `make_timestamptz(${this.#lastSynced}::BIGINT * 1000)`;
  }

  #table(index: number): StagedTable {
    const table = this.#tables.get(index);
    if (table === undefined) throw new Error(`rows came for table ${index}, which was never described`);
    return table;
  }

  async #apply(
    definition: TableDefinition,
    segments: readonly Segment[],
    synced: string,
  ): Promise<{ name: string; counts: Counts }> {
    const target = await this.#target(definition);
    const counts: Counts = { upserts: 0, updates: 0, deletes: 0 };
    for (const segment of segments) {
      if (segment.kind === "truncate") {
        await this.#run(truncate(target));
        continue;
      }
      const added = await this.#load(target, segment, synced, definition);
      counts.upserts += added.upserts;
      counts.updates += added.updates;
      counts.deletes += added.deletes;
    }
    return { name: target.name.replaceAll('"', ""), counts };
  }

  async #load(
    target: Target,
    segment: Segment & { kind: "rows" },
    synced: string,
    definition: TableDefinition,
  ): Promise<Counts> {
    try {
      await this.#run(stage(target, segment.file, segment.longestBytes));
    } catch (error) {
      const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
      throw new Error(
        `Table '${definition.table}': rows do not fit the types of its columns: ${reason?.replaceAll(segment.file, "the rows")}`,
      );
    }
    rmSync(segment.file);
    const [row = {}] = await this.#read(COUNT);
    const counts = {
      upserts: Number(row["upserts"]),
      updates: Number(row["updates"]),
      deletes: Number(row["deletes"]),
    };
    if (counts.upserts > 0) {
      const [first] = await this.#read(`SELECT 1 AS one FROM ${target.name} LIMIT 1`);
      await this.#run(upsert(target, synced, first === undefined));
    }
    if (counts.updates > 0) await this.#run(update(target, synced));
    if (counts.deletes > 0) await this.#run(remove(target, synced));
    return counts;
  }

  /** The table at the destination, made or widened so that it holds what comes. */
  async #target(definition: TableDefinition): Promise<Target> {
    const { naming, mode } = this.#options;
    const schema =
      definition.schema === null
        ? this.#options.schema
        : `${this.#options.schema}_${nameFor(definition.schema, naming)}`;
    const table = nameFor(definition.table, naming);
    const name = `${quoted(schema)}.${quoted(table)}`;
    const names = columnNames(Object.keys(definition.columns), naming, definition.table);
    const wanted = new Map<string, string>();
    for (const [column, type] of Object.entries(definition.columns))
      wanted.set(names.get(column) ?? column, duckDbType(type));
    const key =
      definition.primaryKey.length === 0
        ? [ROW_ID]
        : definition.primaryKey.map((each) => names.get(each) ?? nameFor(each, naming));
    if (key[0] === ROW_ID) wanted.set(ROW_ID, "VARCHAR");
    const columns = await this.#ensure(schema, table, wanted, key, definition);
    const given = new Map([...names].map(([source, own]) => [own, source]));
    const shapes = definition.shapes.map((shape) => shape.map((each) => names.get(each) ?? each));
    return { name, key, columns, given, shapes, mode };
  }

  async #ensure(
    schema: string,
    table: string,
    wanted: ReadonlyMap<string, string>,
    key: readonly string[],
    definition: TableDefinition,
  ): Promise<Map<string, string>> {
    const name = `${quoted(schema)}.${quoted(table)}`;
    const where = `schema_name = ${literal(schema)} AND table_name = ${literal(table)} AND database_name = current_database()`;
    const [held] = await this.#read(`SELECT comment FROM duckdb_tables() WHERE ${where}`);
    const note = `primary key: ${JSON.stringify(key)}`;
    if (held === undefined) {
      const all = [...wanted, ...Object.entries(SYSTEM_COLUMNS)];
      await this.#run(
        `CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`,
        `CREATE TABLE ${name} (${all.map(([column, type]) => `${quoted(column)} ${type}`).join(", ")})`,
        `COMMENT ON TABLE ${name} IS ${literal(note)}`,
      );
      return new Map(wanted);
    }
    if (held["comment"] !== note)
      throw new Error(
        `Table '${definition.table}' was made with the ${String(held["comment"])}, and the connector now declares ${note}. Rows of one key cannot become rows of another: remove the table (DROP TABLE ${name}) and run with --full.`,
      );
    const found = await this.#read(`SELECT column_name, data_type FROM duckdb_columns() WHERE ${where}`);
    const columns = new Map(found.map((row) => [String(row["column_name"]), String(row["data_type"])]));
    for (const [column, type] of wanted) {
      const before = columns.get(column);
      const after = before === undefined ? type : widerType(before, type);
      if (before === undefined) await this.#run(`ALTER TABLE ${name} ADD COLUMN ${quoted(column)} ${type}`);
      else if (after !== before)
        await this.#run(`ALTER TABLE ${name} ALTER COLUMN ${quoted(column)} SET DATA TYPE ${after}`);
      columns.set(column, after);
    }
    for (const system of Object.keys(SYSTEM_COLUMNS)) columns.delete(system);
    return columns;
  }

  async #writeState(state: string): Promise<void> {
    const connection = literal(this.#options.schema);
    const held = await this.readState();
    const previous = held?.state ?? "{}";
    await this.#run(
      `DELETE FROM ${STATE_TABLE} WHERE connection = ${connection}`,
      `INSERT INTO ${STATE_TABLE} VALUES (${connection}, ${literal(state)}, ${literal(previous)})`,
    );
  }

  async #run(...statements: readonly string[]): Promise<void> {
    for (const statement of statements) await this.#connection.run(statement);
  }

  async #read(statement: string): Promise<Record<string, unknown>[]> {
    return (await this.#connection.runAndReadAll(statement)).getRowObjectsJson();
  }
}
