import type { DestinationColumn } from "../contract/table";
import type { Segment } from "../segments/segment";
import { quoteName } from "../sql/quoting";
import { fromText } from "./types";

const LEAST_LINE_BYTES = 2 * 1024 * 1024;

/** A table expression that reads a segment as text, with columns `c0`, `c1`, … */
export function segmentText(segment: Segment, count: number): string {
  const columns = Array.from({ length: count }, (_, index) => `'c${index}': 'VARCHAR'`).join(", ");
  // The reader counts a row's bytes with its quotes and line feed.
  const lineBytes = Math.max(LEAST_LINE_BYTES, segment.longestRow + 1024);
  return `read_csv(${textLiteral(segment.path)}, columns = {${columns}}, auto_detect = false, header = false, delim = ',',
    quote = '"', escape = '"', new_line = '\\n', nullstr = '\\N', allow_quoted_nulls = false, parallel = false,
    max_line_size = ${lineBytes}, buffer_size = ${Math.max(16 * LEAST_LINE_BYTES, 2 * lineBytes)}, strict_mode = true)`;
}

/** The typed columns of a segment, for a SELECT from `segmentText`. */
export function typedColumns(columns: readonly DestinationColumn[]): string {
  return columns
    .map(({ name, type }, index) => `${fromText(type, `c${index}`)} AS ${quoteName(name)}`)
    .join(", ");
}

/** A text as DuckDB has it. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
