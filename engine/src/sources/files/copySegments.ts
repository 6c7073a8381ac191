import { chmodSync, statSync } from "node:fs";
import type { Database } from "../../duckdb/database";
import { textLiteral } from "../../duckdb/segmentRows";
import type { Segment } from "../../segments/segment";
import type { SegmentFolder } from "../../segments/segmentFolder";

export interface CopySegmentsOptions {
  readonly keyless: boolean;
  readonly columns: number;
  readonly segmentBytes: number;
  readonly signal: AbortSignal;
}

const ROWS = `"temp"."_fivetran_rows"`;

interface Totals {
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Runs a SELECT of canonical texts and yields its rows as segments. The rows wait in a table of DuckDB's, which is spilled beside the
 * segments when it is large.
 */
export async function* copySegments(
  database: Database,
  select: string,
  folder: SegmentFolder,
  options: CopySegmentsOptions,
): AsyncGenerator<{ readonly segment: Segment; readonly last: boolean }> {
  await database.run(
    `CREATE OR REPLACE TEMP TABLE "_fivetran_rows" AS SELECT *, row_number() OVER () AS "_fivetran_row" FROM (${select})`,
  );
  const { rows, bytes } = await totals(database, options.columns);
  const step = Math.max(1, Math.floor(options.segmentBytes / Math.max(1, bytes / Math.max(1, rows))));
  for (let first = 1; first <= rows; first += step) {
    options.signal.throwIfAborted();
    const end = Math.min(rows, first + step - 1);
    yield { segment: await copyRange(database, folder, options, first, end), last: end === rows };
  }
  await database.run(`DROP TABLE ${ROWS}`);
}

/** Room for quotes that are doubled and for what surrounds a value. */
function rowBytes(columns: number): string {
  const parts = Array.from({ length: columns }, (_, index) => `coalesce(2 * strlen(c${index}), 0) + 3`);
  return parts.join(" + ");
}

async function totals(database: Database, columns: number): Promise<Totals> {
  const [row] = await database.query<{ rows: bigint; bytes: bigint | null }>(
    `SELECT count(*) AS rows, sum(${rowBytes(columns)})::BIGINT AS bytes FROM ${ROWS}`,
  );
  return { rows: Number(row?.rows ?? 0), bytes: Number(row?.bytes ?? 0) };
}

async function copyRange(
  database: Database,
  folder: SegmentFolder,
  { columns, keyless }: CopySegmentsOptions,
  first: number,
  end: number,
): Promise<Segment> {
  const path = folder.newPath("csv");
  const list = Array.from({ length: columns }, (_, index) => `c${index}`);
  const range = `"_fivetran_row" BETWEEN ${first} AND ${end}`;
  const id = `sha256(concat(${list.map((name) => `coalesce(length(${name})::VARCHAR || ':' || ${name}, 'N'), ','`).join(", ")}))`;
  const [longest] = await database.query<{ bytes: bigint }>(
    `SELECT max(${rowBytes(columns)})::BIGINT + 100 AS bytes FROM ${ROWS} WHERE ${range}`,
  );
  await database.run(
    `COPY (SELECT ${[...list, ...(keyless ? [id] : [])].join(", ")} FROM ${ROWS} WHERE ${range} ORDER BY "_fivetran_row")
     TO ${textLiteral(path)} (FORMAT csv, HEADER false, NULLSTR '\\N', FORCE_QUOTE (${list.join(", ")}))`,
  );
  chmodSync(path, 0o600);
  return { path, rows: end - first + 1, bytes: statSync(path).size, longestRow: Number(longest?.bytes ?? 0) };
}
