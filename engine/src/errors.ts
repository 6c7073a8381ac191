import { formatTable, type TableName } from "./contract/table";

/** Where in the data an error is. */
export interface ErrorPlace {
  readonly table?: TableName | undefined;
  readonly column?: string | undefined;
  /** Row of the segment, from 1. */
  readonly row?: number | undefined;
}

/**
 * What stopped the engine: what failed, where, and what to do next. It never holds a value of the data, or a credential.
 */
export class EngineError extends Error {
  readonly table: TableName | undefined;
  readonly column: string | undefined;
  readonly row: number | undefined;
  /** What to do next; part of the message. */
  readonly advice: string | undefined;

  constructor(what: string, place: ErrorPlace = {}, advice?: string, cause?: unknown) {
    const where = [
      place.table === undefined ? undefined : `table ${formatTable(place.table)}`,
      place.column === undefined ? undefined : `column ${place.column}`,
      place.row === undefined ? undefined : `row ${place.row} of the segment`,
    ].filter((part) => part !== undefined);
    super(
      `${where.length === 0 ? "" : `${where.join(", ")}: `}${what}${advice === undefined ? "" : ` ${advice}`}`,
      cause === undefined ? undefined : { cause },
    );
    this.name = "EngineError";
    this.table = place.table;
    this.column = place.column;
    this.row = place.row;
    this.advice = advice;
  }
}

/** The destination has moved on since this engine last read its state: another one works on the same connection. */
export class StateMovedError extends EngineError {
  constructor(table: TableName, expected: number, found: number) {
    super(
      `The destination stands at batch ${found}, this sync expected ${expected}.`,
      { table },
      "Another engine syncs the same connection. Stop one of the two; the next sync goes on from where the other has ended.",
    );
    this.name = "StateMovedError";
  }
}

/** A breaking change of the schema stopped a table, as the policy says. */
export class SchemaChangedError extends EngineError {
  constructor(what: string, place: ErrorPlace, advice: string) {
    super(what, place, advice);
    this.name = "SchemaChangedError";
  }
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
