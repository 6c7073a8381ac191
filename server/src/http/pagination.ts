import { errors } from "../errors";
import { messages } from "../messages";
import type { PageSource } from "../operations/operation";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

export interface Page {
  readonly items: unknown[];
  /** Absent on the last page. */
  readonly next_cursor?: string;
}

/**
 * Cuts the page that `limit` (1 to 1000, default 100) and `cursor` ask for.
 *
 * @throws ApiError 400 for a limit out of bounds or a cursor that this server does not give
 */
export function pageOf(source: PageSource, query: Readonly<Record<string, string>>): Page {
  const limit = readLimit(query["limit"]);
  const skip = readCursor(query["cursor"]);
  const items = source.items(skip, skip + limit);
  return skip + limit < source.total ? { items, next_cursor: cursorFor(skip + limit) } : { items };
}

/** A cursor is `{"skip":N}` in base64url without padding. */
function cursorFor(skip: number): string {
  return Buffer.from(`{"skip":${skip}}`).toString("base64url");
}

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const skip = /^\{"skip":(\d{1,15})\}$/.exec(Buffer.from(cursor, "base64url").toString("utf8"))?.[1];
  if (skip === undefined) throw errors.invalidInput(messages.cursorInvalid);
  return Number(skip);
}

function readLimit(limit: string | undefined): number {
  if (limit === undefined) return DEFAULT_LIMIT;
  const number = /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (number < 1 || number > MAX_LIMIT) throw errors.invalidInput(messages.limitInvalid);
  return number;
}
