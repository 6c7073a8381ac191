import { alterColumns } from "../contract/alterColumns";
import type {
  Alteration,
  Commit,
  CommitCounts,
  Destination,
  DestinationTable,
  TableState,
} from "../contract/destination";
import type { DestinationColumn, TableName } from "../contract/table";
import { EngineError, StateMovedError } from "../errors";
import { formatType, parseType } from "../types/columnType";
import { type CommitContext, runCommit } from "./commitRows";
import { quoteName, quoteTable } from "./quoting";
import type { SqlSession } from "./session";
import { CREATE_STATE, SELECT_STATE, STATE_TABLE, type StateRow } from "./systemTables";

/** A destination that speaks SQL: every change is one transaction, together with the state of the table that it is about. */
export class SqlDestination implements Destination {
  readonly #connection: string;
  readonly #session: SqlSession;
  #prepared = false;

  /** @param connection The connection whose tables these are. */
  constructor(connection: string, session: SqlSession) {
    this.#connection = connection;
    this.#session = session;
  }

  async describe(): Promise<readonly DestinationTable[]> {
    const rows = await this.#stateRows();
    const there = await this.#tablesThere();
    return rows
      .filter((row) => row.connection === this.#connection && there.has(nameOf(row)))
      .map((row) => tableOf(row));
  }

  async create(
    table: TableName,
    columns: readonly DestinationColumn[],
    key: readonly string[],
  ): Promise<void> {
    for (const name of [table.schema, table.table, ...columns.map((column) => column.name)])
      this.#session.checkName(name, table);
    const owner = (await this.#stateRows()).find(
      (row) => nameOf(row) === JSON.stringify([table.schema, table.table]),
    );
    if ((await this.#tablesThere()).has(JSON.stringify([table.schema, table.table])))
      throw new EngineError(
        owner === undefined
          ? "The destination has a table of this name that the engine did not make."
          : `The destination's table belongs to the connection ${owner.connection}.`,
        { table },
        "Rename or remove that table, or let the connection write into another schema.",
      );
    await this.#transaction(async () => {
      const { run } = bound(this.#session);
      await run(this.#session.exclusiveSql);
      await run(`CREATE SCHEMA IF NOT EXISTS ${quoteName(table.schema)}`);
      await run(this.#createSql(table, columns, key));
      await run(`DELETE FROM ${STATE_TABLE} WHERE ${this.#whereTable(table)}`);
      await run(this.#insertStateSql(table, columns, key));
    });
  }

  async alter(table: TableName, alterations: readonly Alteration[]): Promise<void> {
    if (alterations.length === 0) return;
    const { columns } = await this.#own(table);
    for (const alteration of alterations)
      if (alteration.kind === "add") this.#session.checkName(alteration.column.name, table);
    const after = alterColumns(columns, alterations);
    await this.#transaction(async () => {
      for (const alteration of alterations) await this.#session.run(this.#alterSql(table, alteration));
      const text = this.#session.textSql(columnsText(after));
      await this.#session.run(`UPDATE ${STATE_TABLE} SET columns = ${text} WHERE ${this.#whereTable(table)}`);
    });
  }

  async truncate(table: TableName): Promise<void> {
    const { state } = await this.#own(table);
    await this.#transaction(async () => {
      await this.#session.run(this.#session.emptySql(quoteTable(table)));
      await this.#session.run(
        `UPDATE ${STATE_TABLE} SET batch = ${state.batch + 1}, position = NULL, complete = false WHERE ${this.#whereTable(table)}`,
      );
    });
  }

  async commit(commit: Commit): Promise<CommitCounts> {
    return await this.#transaction(async () => {
      await this.#advance(commit.table, commit.before, commit.after);
      const context: CommitContext = {
        session: this.#session,
        commit,
        target: quoteTable(commit.table),
        synced: this.#session.timeSql(commit.after.syncedAt),
      };
      const { action, key, table } = commit;
      // Rows are about to be looked for by their keys, or the first load is over.
      if (action === "upsert" || action === "sweepKeys")
        await this.#session.declareKey(context.target, key, table);
      const counts = await runCommit(context);
      if (commit.after.complete) await this.#session.declareKey(context.target, key, table);
      return counts;
    });
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  /** The guard: of two engines that begin at the same batch, one finds that it has moved. */
  async #advance(table: TableName, before: TableState, after: TableState): Promise<void> {
    const { textSql } = bound(this.#session);
    const position = after.position === undefined ? "NULL" : textSql(after.position);
    const changed = await this.#session.run(
      `UPDATE ${STATE_TABLE} SET batch = ${after.batch}, position = ${position}, synced_at = ${after.syncedAt},
       complete = ${after.complete} WHERE ${this.#whereTable(table)} AND batch = ${before.batch}`,
    );
    if (changed !== 1) throw new StateMovedError(table, before.batch, (await this.#own(table)).state.batch);
  }

  async #own(table: TableName): Promise<DestinationTable> {
    const found = (await this.describe()).find(
      (each) => each.schema === table.schema && each.table === table.table,
    );
    if (found === undefined)
      throw new EngineError("The destination has no such table of this connection.", { table });
    return found;
  }

  async #stateRows(): Promise<readonly StateRow[]> {
    if (!this.#prepared)
      await this.#transaction(async () => {
        for (const statement of [this.#session.exclusiveSql, ...CREATE_STATE])
          await this.#session.run(statement);
      });
    this.#prepared = true;
    return await this.#session.query<StateRow>(SELECT_STATE);
  }

  async #tablesThere(): Promise<Set<string>> {
    const rows = await this.#session.query<{ schema_name: string; table_name: string }>(
      this.#session.tablesSql,
    );
    return new Set(rows.map(nameOf));
  }

  async #transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.#session.run("BEGIN");
    try {
      const result = await work();
      await this.#session.run("COMMIT");
      return result;
    } catch (error) {
      await this.#session.run("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }

  #createSql(table: TableName, columns: readonly DestinationColumn[], key: readonly string[]): string {
    const { typeSql } = bound(this.#session);
    const list = columns.map(
      ({ name, type }) => `${quoteName(name)} ${typeSql(type)}${key.includes(name) ? " NOT NULL" : ""}`,
    );
    if (!columns.some(({ name }) => key.includes(name)))
      list.push(`"_fivetran_id" ${typeSql({ name: "STRING" })} NOT NULL`);
    list.push(`"_fivetran_deleted" ${typeSql({ name: "BOOLEAN" })} NOT NULL`);
    list.push(`"_fivetran_synced" ${typeSql({ name: "UTC_DATETIME" })} NOT NULL`);
    return `CREATE TABLE ${quoteTable(table)} (${list.join(", ")})`;
  }

  #alterSql(table: TableName, alteration: Alteration): string {
    const target = `ALTER TABLE ${quoteTable(table)}`;
    const { typeSql } = bound(this.#session);
    switch (alteration.kind) {
      case "add":
        return `${target} ADD COLUMN ${quoteName(alteration.column.name)} ${typeSql(alteration.column.type)}`;
      case "drop":
        return `${target} DROP COLUMN ${quoteName(alteration.name)}`;
      case "widen": {
        const name = quoteName(alteration.name);
        const type = typeSql(alteration.to);
        return `${target} ALTER COLUMN ${name} TYPE ${type} USING ${this.#session.convertSql(name, alteration.from, alteration.to)}`;
      }
    }
  }

  #whereTable(table: TableName): string {
    const { textSql } = bound(this.#session);
    return `connection = ${textSql(this.#connection)} AND schema_name = ${textSql(table.schema)} AND table_name = ${textSql(table.table)}`;
  }

  #insertStateSql(table: TableName, columns: readonly DestinationColumn[], key: readonly string[]): string {
    const texts = [this.#connection, table.schema, table.table, columnsText(columns), JSON.stringify(key)];
    const { textSql } = bound(this.#session);
    return `INSERT INTO ${STATE_TABLE} VALUES (${texts.map(textSql).join(", ")}, 0, NULL, 0, false)`;
  }
}

/** The session's methods, free to be handed to `map`. */
function bound(session: SqlSession): Pick<SqlSession, "run" | "textSql" | "typeSql"> {
  return {
    run: async (sql) => await session.run(sql),
    textSql: (text) => session.textSql(text),
    typeSql: (type) => session.typeSql(type),
  };
}

function nameOf({ schema_name, table_name }: { schema_name: string; table_name: string }): string {
  return JSON.stringify([schema_name, table_name]);
}

function columnsText(columns: readonly DestinationColumn[]): string {
  return JSON.stringify(columns.map(({ name, type }) => [name, formatType(type)]));
}

function tableOf(row: StateRow): DestinationTable {
  const columns = JSON.parse(row.columns) as [string, string][];
  return {
    schema: row.schema_name,
    table: row.table_name,
    columns: columns.map(([name, type]) => ({ name, type: parseType(type) ?? { name: "STRING" } })),
    key: JSON.parse(row.key) as string[],
    state: {
      batch: Number(row.batch),
      position: row.position ?? undefined,
      syncedAt: Number(row.synced_at),
      complete: row.complete === "true",
    },
  };
}
