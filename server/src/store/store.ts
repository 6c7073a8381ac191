import type { Blobs } from "./blobs";

/** One object of the account, as it is kept: any JSON value under a collection's name and an id. */
export interface StoredEntry {
  readonly collection: string;
  readonly id: string;
  readonly value: unknown;
}

/** A write: `value` is the new whole object; a change without `value` removes the object. */
export interface Change {
  readonly collection: string;
  readonly id: string;
  readonly value?: unknown;
}

/**
 * Where the state outlives the process. The state itself is read once and then lives in memory; a store only has to give back what
 * was committed. Values are never changed in place, so a store may keep references to them.
 */
export interface Store {
  readonly blobs: Blobs;
  /** Everything that was committed, in the order in which the objects were first made. Called once, before any commit. */
  load(): StoredEntry[];
  /** Resolves when all of the changes are durable. After a crash either all of them are there or none. Commits keep their order. */
  commit(changes: readonly Change[]): Promise<void>;
  /** Resolves when every commit made so far is durable. */
  settled(): Promise<void>;
  /** Resolves when nothing more is written to it: neither commits nor bytes. */
  close(): Promise<void>;
}
