import type { Readable } from "node:stream";

/** A request as it arrived. */
export interface Call {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly header: (name: string) => string | undefined;
  /**
   * Reads the body as text; empty for a multipart form, and for what has none.
   *
   * @throws ApiError 413 for one that is longer
   */
  readonly text: (maxBytes: number) => Promise<string>;
  /** The body of a multipart form, not read yet. */
  readonly form?: Readable | undefined;
}

/** A body that was read. */
export interface SentBody {
  readonly text: string;
  /** What it says; absent where it is not JSON, or nothing. */
  readonly json?: { readonly value: unknown };
}
