/** A destination of the engine for the rows of Connector SDK code: a commit brings in the rows of all tables, and the state with them. */
import type { Alteration, DestinationTable } from "../contract/destination";
import { type DestinationColumn, formatTable } from "../contract/table";
import type { TablePlan } from "../contract/tablePlan";
import { EngineError } from "../errors";
import { evolve, type SchemaPolicy } from "../plan/evolve";
import type { Salt } from "../privacy/hashing";
import type { SegmentFolder } from "../segments/segmentFolder";
import { quoteTable } from "../sql/quoting";
import type { SqlSession } from "../sql/session";
import { SqlDestination } from "../sql/sqlDestination";
import { ENGINE_SCHEMA, STATE_TABLE } from "../sql/systemTables";
import type { CodeRules } from "./codeTable";
import type { CodeCounts, CodeDestination, CodeTable } from "./contract";
import {
  countSql,
  deleteSql,
  type Stage,
  type Target,
  truncateSql,
  updateSql,
  upsertSql,
} from "./operations";
import { type Part, StagedTable, stagedColumns } from "./stagedTable";

/** As Fivetran does, a sync goes on when a column has gone or changed its type. */
const POLICY: SchemaPolicy = { autoMigrate: true, allowBreaking: true, dropBlocked: false };

const STATES = `"${ENGINE_SCHEMA}"."code_states"`;
const CREATE_STATES = `CREATE TABLE IF NOT EXISTS ${STATES} (connection text NOT NULL, state text NOT NULL, previous text NOT NULL)`;

export interface SqlCodeDestinationOptions {
  readonly connection: string;
  readonly rules: CodeRules;
  readonly salt: Salt;
  readonly folder: SegmentFolder;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What was written of a table in a sync. */
export interface CodeTableResult extends CodeCounts {
  /** At the source. */
  readonly table: string;
  readonly bytes: number;
}

/** A table that is ready for the rows of a commit. */
interface Prepared {
  readonly staged: StagedTable;
  readonly plan: TablePlan;
  readonly target: Target;
  /** Types at the destination, by column. */
  readonly types: ReadonlyMap<string, DestinationColumn["type"]>;
}

export class SqlCodeDestination implements CodeDestination {
  readonly #options: SqlCodeDestinationOptions;
  readonly #session: SqlSession;
  readonly #tables: SqlDestination;
  readonly #staged = new Map<number, StagedTable>();
  readonly #counts = new Map<StagedTable, { upserts: number; updates: number; deletes: number }>();
  /** In microseconds: later than every earlier one, whatever the clock says. */
  #synced = 0;
  /** Of this sync's first commit; 0 before it. */
  #firstSynced = 0;

  private constructor(session: SqlSession, options: SqlCodeDestinationOptions) {
    this.#session = session;
    this.#options = options;
    this.#tables = new SqlDestination(options.connection, session);
  }

  static async open(session: SqlSession, options: SqlCodeDestinationOptions): Promise<SqlCodeDestination> {
    const destination = new SqlCodeDestination(session, options);
    const held = await destination.#tables.describe();
    await session.run(CREATE_STATES);
    destination.#synced = Math.max(0, ...held.map(({ state }) => state.syncedAt));
    return destination;
  }

  /** The tables of this sync that had rows or truncates, with what was written. */
  get results(): readonly CodeTableResult[] {
    return [...this.#counts].map(([staged, counts]) => ({
      table: `${staged.definition.schema ?? this.#options.rules.schema}.${staged.definition.table}`,
      bytes: staged.bytes,
      ...counts,
    }));
  }

  /** Every table that was described. */
  get definitions(): readonly CodeTable[] {
    return [...this.#staged.values()].map(({ definition }) => definition);
  }

  async readState(): Promise<{ state: string; previous: string } | undefined> {
    const [row] = await this.#session.query<{ state: string; previous: string }>(
      `SELECT state, previous FROM ${STATES} WHERE connection = ${this.#session.textSql(this.#options.connection)}`,
    );
    return row;
  }

  defineTable(table: CodeTable): void {
    const known = this.#staged.get(table.index);
    if (known === undefined) this.#staged.set(table.index, new StagedTable(table, this.#options));
    else known.define(table);
  }

  addRows(table: number, lines: Uint8Array): void {
    this.#table(table).add(lines);
  }

  truncate(table: number, deferred: boolean): void {
    if (deferred) this.#table(table).deferredTruncate = true;
    else this.#table(table).truncate();
  }

  async commit(state: string | undefined): Promise<{ tables: Record<string, CodeCounts> }> {
    // Tables and columns first: a table without rows, or a column without values, is nothing that has to be undone.
    const prepared = await this.#prepare();
    this.#synced = Math.max(Math.round(this.#options.now() * 1000), this.#synced + 1);
    if (this.#firstSynced === 0) this.#firstSynced = this.#synced;
    const tables: Record<string, CodeCounts> = {};
    await this.#transaction(async () => {
      for (const each of prepared) {
        const counts = await this.#apply(each);
        if (counts !== undefined) tables[formatTable(each.plan.source)] = counts;
      }
      if (state !== undefined) await this.#writeState(state);
    });
    return { tables };
  }

  rollback(): Promise<void> {
    for (const table of this.#staged.values()) table.drop();
    return Promise.resolve();
  }

  async succeed(): Promise<void> {
    const deferred = (await this.#prepare()).filter(({ staged }) => staged.deferredTruncate);
    if (deferred.length === 0) return;
    const before = this.#session.timeSql(this.#firstSynced);
    await this.#transaction(async () => {
      // Rows that this sync has written stay: they are not older than its first commit.
      for (const { target, staged } of deferred) {
        await this.#session.run(truncateSql(target, before));
        staged.deferredTruncate = false;
      }
    });
  }

  async close(): Promise<void> {
    await this.rollback();
    this.#options.folder.clear();
    await this.#session.close();
  }

  #table(index: number): StagedTable {
    const table = this.#staged.get(index);
    if (table === undefined)
      throw new EngineError(`Rows came for table ${index}, which was never described.`);
    return table;
  }

  /** Makes and widens the tables, so that they hold what comes. */
  async #prepare(): Promise<readonly Prepared[]> {
    const existing = await this.#tables.describe();
    const prepared: Prepared[] = [];
    for (const staged of this.#staged.values()) {
      const { plan } = staged;
      if (plan === undefined) continue;
      const key = plan.keyless
        ? ["_fivetran_id"]
        : plan.columns.filter((column) => column.key).map(({ name }) => name);
      const target: Target = { name: quoteTable(plan.destination), key, deletes: plan.deletes };
      prepared.push({ staged, plan, target, types: await this.#ensure(plan, key, existing) });
    }
    return prepared;
  }

  async #ensure(
    plan: TablePlan,
    key: readonly string[],
    existing: readonly DestinationTable[],
  ): Promise<Map<string, DestinationColumn["type"]>> {
    const { schema, table } = plan.destination;
    const held = existing.find((each) => each.schema === schema && each.table === table);
    if (held === undefined) {
      await this.#tables.create(plan.destination, plan.columns.map(columnOf), key);
      return new Map(plan.columns.map(({ name, type }) => [name, type]));
    }
    const { alterations } = evolve(plan, held, POLICY, {
      blocked: new Set(),
      declared: new Set(),
      dropped: new Set(),
    });
    await this.#tables.alter(plan.destination, alterations);
    const types = new Map(held.columns.map(({ name, type }) => [name, type]));
    for (const alteration of alterations) remember(types, alteration);
    return types;
  }

  async #apply(prepared: Prepared): Promise<CodeCounts | undefined> {
    const { staged, plan, target } = prepared;
    const parts = staged.take();
    if (parts.length === 0) return undefined;
    const counts = { upserts: 0, updates: 0, deletes: 0 };
    for (const part of parts) {
      if (part.kind === "truncate") await this.#session.run(truncateSql(target));
      else await this.#load(prepared, part, counts);
    }
    const { schema, table } = plan.destination;
    const [connection, inSchema, named] = [this.#options.connection, schema, table].map((text) =>
      this.#session.textSql(text),
    );
    await this.#session.run(
      `UPDATE ${STATE_TABLE} SET batch = batch + 1, synced_at = ${this.#synced}, complete = true
       WHERE connection = ${connection} AND schema_name = ${inSchema} AND table_name = ${named}`,
    );
    const sums = this.#counts.get(staged) ?? { upserts: 0, updates: 0, deletes: 0 };
    for (const name of ["upserts", "updates", "deletes"] as const) sums[name] += counts[name];
    this.#counts.set(staged, sums);
    return counts;
  }

  async #load(
    { target, types, plan }: Prepared,
    part: Part & { kind: "rows" },
    counts: { upserts: number; updates: number; deletes: number },
  ): Promise<void> {
    const session = this.#session;
    const name = await session.stage(part.segment, stagedColumns(part, types), plan.source);
    const stage: Stage = { name, columns: part.columns, shapes: part.shapes };
    const synced = session.timeSql(this.#synced);
    const [found] = await session.query<Record<string, string>>(countSql(stage));
    const of = (kind: string): number => Number(found?.[kind] ?? 0);
    if (of("upserts") > 0)
      for (const statement of upsertSql(target, stage, synced)) await session.run(statement);
    if (of("updates") > 0) await session.run(updateSql(target, stage, synced));
    if (of("deletes") > 0) await session.run(deleteSql(target, stage, synced));
    for (const kind of ["upserts", "updates", "deletes"] as const) counts[kind] += of(kind);
    await session.run(`DROP TABLE ${name}`);
    this.#options.folder.remove(part.segment);
  }

  async #writeState(state: string): Promise<void> {
    const connection = this.#session.textSql(this.#options.connection);
    const previous = (await this.readState())?.state ?? "{}";
    await this.#session.run(`DELETE FROM ${STATES} WHERE connection = ${connection}`);
    await this.#session.run(
      `INSERT INTO ${STATES} VALUES (${connection}, ${this.#session.textSql(state)}, ${this.#session.textSql(previous)})`,
    );
  }

  async #transaction(work: () => Promise<void>): Promise<void> {
    await this.#session.run("BEGIN");
    try {
      await work();
      await this.#session.run("COMMIT");
    } catch (error) {
      await this.#session.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }
}

function columnOf({ name, type }: TablePlan["columns"][number]): DestinationColumn {
  return { name, type };
}

function remember(types: Map<string, DestinationColumn["type"]>, alteration: Alteration): void {
  if (alteration.kind === "add") types.set(alteration.column.name, alteration.column.type);
  else if (alteration.kind === "widen") types.set(alteration.name, alteration.to);
}
