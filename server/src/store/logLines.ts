import { crc32 } from "node:zlib";
import type { Change } from "./store";

/**
 * A line is `<crc32 of the rest, 8 hex digits> <JSON list of changes>`, a change being `[collection, id, value]`, or `[collection, id]`
 * for a removal:
 *
 *     1c291ca3 [["groups","decent_dropsy",{"id":"decent_dropsy","name":"analytics"}],["groups","harbour_choking"]]
 *
 * A transaction of many changes takes several lines, of which each but the last has a `+` after its checksum instead of the space.
 */
type WrittenChange = readonly [collection: string, id: string, value?: unknown];

export const FIRST_LINE = "fivetran-local 1\n";

/** The maximum number of changes in one line: a line longer than any text may be could be neither written nor read. */
const CHANGES_A_LINE = 100;
const WHOLE = " ";
const CONTINUED = "+";
const CHECKSUM_DIGITS = 8;

/** What a line says. */
export interface ParsedLine {
  readonly changes: readonly Change[];
  /** Whether the transaction goes on in the next line. */
  readonly isContinued: boolean;
}

/** The lines of one transaction, each with its line feed. */
export function* formatTransaction(changes: readonly Change[]): Generator<string> {
  for (let from = 0; from === 0 || from < changes.length; from += CHANGES_A_LINE) {
    const part = changes.slice(from, from + CHANGES_A_LINE);
    const isLast = from + CHANGES_A_LINE >= changes.length;
    yield formatLine(part, isLast ? WHOLE : CONTINUED);
  }
}

/** @returns undefined for a line that is damaged */
export function parseLine(line: Buffer): ParsedLine | undefined {
  const json = line.subarray(CHECKSUM_DIGITS + 1);
  if (line.toString("latin1", 0, CHECKSUM_DIGITS) !== checksum(json)) return undefined;
  const mark = line.toString("latin1", CHECKSUM_DIGITS, CHECKSUM_DIGITS + 1);
  if (mark !== WHOLE && mark !== CONTINUED) return undefined;
  const written = parse(json.toString("utf8"));
  if (!Array.isArray(written) || !written.every(isWrittenChange)) return undefined;
  const changes = written.map(([collection, id, value]): Change => ({ collection, id, value }));
  return { changes, isContinued: mark === CONTINUED };
}

function formatLine(changes: readonly Change[], mark: string): string {
  const written = changes.map(
    ({ collection, id, value }): WrittenChange =>
      value === undefined ? [collection, id] : [collection, id, value],
  );
  const json = JSON.stringify(written);
  return `${checksum(json)}${mark}${json}\n`;
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isWrittenChange(value: unknown): value is WrittenChange {
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return false;
  const parts: readonly unknown[] = value;
  return typeof parts[0] === "string" && typeof parts[1] === "string";
}

function checksum(text: string | Buffer): string {
  return crc32(text).toString(16).padStart(CHECKSUM_DIGITS, "0");
}
