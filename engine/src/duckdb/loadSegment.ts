import type { DestinationColumn, TableName } from "../contract/table";
import { EngineError } from "../errors";
import type { Segment } from "../segments/segment";
import { openDatabase } from "./database";
import { duckdbReason } from "./reason";
import { segmentText } from "./segmentRows";
import { fromText } from "./types";

/**
 * Loads a segment by DuckDB: every row of it arrives, or none.
 *
 * @param work Reads the segment. Returns how many rows it has read.
 * @throws EngineError that names the column and the row of a value that does not fit its type
 */
export async function loadSegment(
  segment: Segment,
  columns: readonly DestinationColumn[],
  table: TableName,
  work: () => Promise<number>,
): Promise<number> {
  let loaded: number;
  try {
    loaded = await work();
  } catch (error) {
    throw new EngineError(
      "DuckDB cannot take the rows of a segment.",
      { table, ...(await findRefused(segment, columns)) },
      duckdbReason(error),
    );
  }
  if (loaded !== segment.rows)
    throw new EngineError(`A segment has ${segment.rows} rows, and DuckDB has read ${loaded}.`, { table });
  return loaded;
}

/** The first value that does not fit its column, read on a connection of its own: the transaction is broken. */
async function findRefused(
  segment: Segment,
  columns: readonly DestinationColumn[],
): Promise<{ column?: string; row?: number }> {
  const probe = await openDatabase({ path: ":memory:" });
  try {
    for (const [index, { name, type }] of columns.entries()) {
      if (type.name === "STRING" || type.name === "XML" || type.name === "BINARY") continue;
      const [found] = await probe.query<{ row: bigint }>(
        `SELECT row FROM (SELECT c${index}, row_number() OVER () AS row FROM ${segmentText(segment, columns.length)})
         WHERE c${index} IS NOT NULL AND ${fromText(type, `c${index}`, true)} IS NULL LIMIT 1`,
      );
      if (found !== undefined) return { column: name, row: Number(found.row) };
    }
    return {};
  } catch {
    // The segment itself cannot be read: the reason says so.
    return {};
  } finally {
    probe.close();
  }
}
