import type { Readable } from "node:stream";

/** Bytes that a store keeps. */
export interface StoredBytes {
  /** In hex; the same bytes are kept once. */
  readonly sha256: string;
  readonly size: number;
}

/** What is too large for records: bytes, by their SHA-256, that a record names. */
export interface Blobs {
  /** Takes bytes as they come, and resolves when all of them are durable. Nothing is kept when `bytes` throws. */
  write(bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes>;
  /** Resolves when nothing is being written, whatever became of it. */
  settled(): Promise<void>;
  has(sha256: string): boolean;
  /** @throws Error for bytes that are not there */
  stream(sha256: string): Readable;
  /** A part of the bytes, the byte at `end` not included. @throws Error for bytes that are not there */
  slice(sha256: string, start: number, end: number): Promise<Uint8Array>;
  /**
   * Removes all others. Called at start only: while the server runs, a snapshot may name bytes that no record names any more.
   *
   * @param sha256s of the bytes that records name
   */
  retain(sha256s: ReadonlySet<string>): void;
}
