import { chmodSync } from "node:fs";
import type { Batch, Position } from "../contract/source";
import type { DestinationColumn } from "../contract/table";
import type { PlannedColumn, TablePlan } from "../contract/tablePlan";
import { type Database, openDatabase } from "../duckdb/database";
import { logicalDuckType } from "../duckdb/logicalType";
import { segmentText, typedColumns } from "../duckdb/segmentRows";
import { duckType, toText } from "../duckdb/types";
import { EngineError, messageOf } from "../errors";
import type { SegmentFolder } from "../segments/segmentFolder";
import { SEGMENT_BYTES } from "../segments/segmentWriter";
import { copySegments } from "../sources/files/copySegments";
import { quoteName } from "../sql/quoting";

export interface SqlTransform {
  /** One SELECT; `{{ source }}` stands for the rows of the table that are synced. */
  readonly query: string;
  /** Milliseconds that it may take; five minutes when not given. */
  readonly timeoutMs?: number | undefined;
}

const INPUT = "_fivetran_input";
const OUTPUT = "_fivetran_output";
const TIMEOUT_MS = 300_000;
const KEY_OF_KEYLESS = "_fivetran_id";

/**
 * The plan behind a transform: its columns are those that the query returns.
 *
 * @throws EngineError for a query that is none, or does not return the key
 */
export async function planSqlTransform(transform: SqlTransform, input: TablePlan): Promise<TablePlan> {
  const database = await openSandbox(":memory:");
  try {
    const list = input.columns.map(({ name, type }) => `${quoteName(name)} ${duckType(type)}`);
    await database.run(`CREATE TABLE ${INPUT} (${list.join(", ")})`);
    const query = await checkedQuery(database, transform, input);
    const found = await describeQuery(database, query, input);
    const columns = found.map(({ name, type }): PlannedColumn => {
      const before = input.columns.find((column) => column.name === name);
      return { source: before?.source ?? name, name, type, hashed: false, key: before?.key ?? false };
    });
    for (const { name, key } of input.columns)
      if (key && !columns.some((column) => column.name === name))
        throw new EngineError(
          "The transform does not return the key.",
          { table: input.source, column: name },
          "Add the column to its SELECT.",
        );
    return { ...input, columns };
  } finally {
    database.close();
  }
}

/**
 * Runs a transform over all rows of a sync, without access to files or the network, in bounded memory. The position is committed with
 * the last rows.
 */
export async function* transformBySql(
  transform: SqlTransform,
  input: TablePlan,
  output: TablePlan,
  folder: SegmentFolder,
  signal: AbortSignal,
  batches: AsyncIterable<Batch>,
): AsyncGenerator<Batch> {
  const path = folder.newPath("duckdb");
  const keys: Batch[] = [];
  const behind = await loadInput(path, input, folder, batches, keys);
  await runQuery(path, transform, input, signal);
  const database = await openDatabase({ path });
  try {
    const list = output.columns.map(
      ({ name, type }, index) => `${toText(type, quoteName(name))} AS c${index}`,
    );
    const options = { keyless: output.keyless, columns: list.length, segmentBytes: SEGMENT_BYTES, signal };
    for await (const { segment, last } of copySegments(
      database,
      `SELECT ${list.join(", ")} FROM ${OUTPUT}`,
      folder,
      options,
    ))
      yield { kind: "rows", segment, position: last && keys.length === 0 ? behind.after : behind.before };
  } finally {
    database.close();
  }
  yield* keys;
}

/** @returns the positions before the first batch and behind the last one */
async function loadInput(
  path: string,
  plan: TablePlan,
  folder: SegmentFolder,
  batches: AsyncIterable<Batch>,
  keys: Batch[],
): Promise<{ before: Position | undefined; after: Position | undefined }> {
  const database = await openDatabase({ path });
  let after: Position | undefined;
  try {
    chmodSync(path, 0o600);
    const columns: DestinationColumn[] = plan.columns.map(({ name, type }) => ({ name, type }));
    const list = columns.map(({ name, type }) => `${quoteName(name)} ${duckType(type)}`);
    await database.run(`CREATE TABLE ${INPUT} (${list.join(", ")})`);
    const count = columns.length + (plan.keyless ? 1 : 0);
    for await (const batch of batches) {
      after = batch.position;
      if (batch.kind === "keys") {
        keys.push(batch);
        continue;
      }
      await database.run(
        `INSERT INTO ${INPUT} SELECT ${typedColumns(columns)} FROM ${segmentText(batch.segment, count)}`,
      );
      folder.remove(batch.segment);
    }
  } finally {
    database.close();
  }
  return { before: undefined, after };
}

async function runQuery(
  path: string,
  transform: SqlTransform,
  plan: TablePlan,
  signal: AbortSignal,
): Promise<void> {
  const database = await openSandbox(path);
  const interrupt = (): void => {
    database.connection.interrupt();
  };
  const timer = setTimeout(interrupt, transform.timeoutMs ?? TIMEOUT_MS);
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    const query = await checkedQuery(database, transform, plan);
    await database.run(`CREATE TABLE ${OUTPUT} AS ${query}`);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof EngineError ? error : failed(error, plan);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", interrupt);
    database.close();
  }
}

/** The query of a user reaches this database and nothing else of the machine. */
async function openSandbox(path: string): Promise<Database> {
  const database = await openDatabase({ path });
  await database.run("SET enable_external_access = false");
  await database.run("SET lock_configuration = true");
  return database;
}

async function checkedQuery(database: Database, { query }: SqlTransform, plan: TablePlan): Promise<string> {
  const text = query
    .trim()
    .replace(/;\s*$/, "")
    .replaceAll(/\{\{\s*source\s*\}\}/g, INPUT);
  const place = { table: plan.source };
  let count: number;
  try {
    count = (await database.connection.extractStatements(text)).count;
  } catch (error) {
    throw failed(error, plan);
  }
  if (count !== 1 || !/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:select|with|from)\b/i.test(text))
    throw new EngineError("The transform is not one SELECT.", place, "Write `SELECT … FROM {{ source }}`.");
  return text;
}

async function describeQuery(
  database: Database,
  query: string,
  plan: TablePlan,
): Promise<DestinationColumn[]> {
  let rows: readonly { column_name: string; column_type: string }[];
  try {
    rows = await database.query(`DESCRIBE ${query}`);
  } catch (error) {
    throw failed(error, plan);
  }
  return rows
    .filter(({ column_name }) => column_name !== KEY_OF_KEYLESS)
    .map(({ column_name, column_type }) => ({ name: column_name, type: logicalDuckType(column_type) }));
}

/** DuckDB's reason; what it quotes may be a value of the data. */
function failed(error: unknown, { source: table }: TablePlan): EngineError {
  const [line = ""] = messageOf(error).split("\n");
  return new EngineError(`The transform has failed: ${line.replaceAll(/'(?:[^']|'')*'/g, "…")}`, { table });
}
