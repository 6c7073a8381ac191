import type { DestinationColumn } from "../../contract/table";
import { textLiteral } from "../../duckdb/segmentRows";
import type { Part } from "./manifest";

/** A part with its whole path. */
export interface PartFile extends Part {
  readonly path: string;
}

/** Rows that are written into a part. */
export interface RowsToCopy {
  /** A table expression, with an alias where `where` needs one. */
  readonly from: string;
  readonly columns: readonly DestinationColumn[];
  /** Whether the rows come from `readSql` of this format, and are taken over as they are but for the engine's two columns. */
  readonly kept: boolean;
  readonly where?: string;
  /** What the engine's two columns get, as SQL. */
  readonly deleted: string;
  readonly synced: string;
}

/** A column of a table that is altered: taken over, converted, or new. */
export interface AlteredColumn {
  readonly column: DestinationColumn;
  /** The column that it was; undefined for a new one. */
  readonly from: DestinationColumn | undefined;
}

/** How rows are written as files of one format, and read from them. The statements are DuckDB's. */
export interface PartFormat {
  readonly extension: string;
  /**
   * A table expression of the rows of parts: the columns typed, `_fivetran_deleted`, `_fivetran_synced`, and `_fivetran_part`, the path.
   */
  readSql(parts: readonly PartFile[], columns: readonly DestinationColumn[]): string;
  copySql(rows: RowsToCopy, path: string): string;
  /** The most bytes that a row takes which had `segmentBytes` in a segment. */
  rowBytes(segmentBytes: number, columns: readonly DestinationColumn[]): number;
  /** Writes a part with other columns. Where it is not there, the rows are read by `readSql`, converted and copied. */
  alterFile?(part: PartFile, columns: readonly AlteredColumn[], path: string): Promise<void>;
}

/** `_fivetran_deleted` and `_fivetran_synced` stand behind all other columns. */
export const SYSTEM: readonly DestinationColumn[] = [
  { name: "_fivetran_deleted", type: { name: "BOOLEAN" } },
  { name: "_fivetran_synced", type: { name: "UTC_DATETIME" } },
];

/** Paths as a list of DuckDB. */
export function pathList(parts: readonly PartFile[]): string {
  return `[${parts.map(({ path }) => textLiteral(path)).join(", ")}]`;
}

/** What a reader of lines sets aside for the longest line of several parts. */
export function lineRoom(parts: readonly PartFile[]): string {
  const least = 2 * 1024 * 1024;
  const longest = Math.max(
    least,
    ...parts.map(({ bytes, longestRow }) => Math.min(bytes, longestRow) + 1024),
  );
  return `max_line_size = ${longest}, buffer_size = ${Math.max(16 * least, 2 * longest)}`;
}
