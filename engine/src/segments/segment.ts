/**
 * Whole rows on disk, as CSV: values in the canonical text of their types, separated by commas, each row ended by a line feed. A value
 * is quoted where it has to be, with quotes doubled; NULL is `\N` without quotes, and an empty string is `""`.
 */
export interface Segment {
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  /** Bytes of the longest row: a reader makes room for it. */
  readonly longestRow: number;
}
