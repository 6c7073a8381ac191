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

/** Something could not be written, and nothing of it was kept. It may succeed later, as when a full disk has room again. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/**
 * Where the state outlives the process. The state itself is read once and then lives in memory; a store only has to give back what
 * was committed. Values are never changed in place, so a store may keep references to them.
 */
export interface Store {
  readonly blobs: Blobs;
  /** Everything that was committed, in the order in which the objects were first made. Called once, before any commit. */
  load(): StoredEntry[];
  /**
   * Resolves when all of the changes are durable. After a crash either all of them are there or none. Commits keep their order.
   *
   * Rejects with a {@link StoreError} when they cannot be written. Then none of them is kept, nor of any commit that waited with them:
   * `onFailure` is called first, while all of them still are the newest ones.
   */
  commit(changes: readonly Change[]): Promise<void>;
  /** Resolves when every commit made so far is durable; rejects when one of those that are under way fails. */
  settled(): Promise<void>;
  /** Why the last write failed; undefined while writing works. */
  readonly failure: StoreError | undefined;
  /** Calls back at once when commits have failed, before anybody is told, so that they can be reverted in memory. */
  onFailure(listener: () => void): void;
  /** Calls back when writing works again. */
  onRecovery(listener: () => void): void;
  /** Resolves when nothing more is written to it: neither commits nor bytes. */
  close(): Promise<void>;
}
