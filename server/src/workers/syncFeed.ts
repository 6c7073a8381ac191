import type { SyncStatus } from "../records/syncs";
import type { SyncedTable } from "../syncExecutor";

/** What happens in a sync whose data is really moved. */
export interface SyncEvent {
  /** Id of the account. */
  readonly account: string;
  readonly connectionId: string;
  /** The connection's name. */
  readonly schema: string;
  readonly service: string;
  /** Counts the connection's syncs from 1. */
  readonly number: number;
  /** `table`: what has been moved of `table` so far. */
  readonly kind: "start" | "table" | "end";
  readonly table?: SyncedTable | undefined;
  /** At the end. */
  readonly status?: SyncStatus | undefined;
  /** Why it failed. */
  readonly reason?: string | undefined;
  /** At the end, all of them. */
  readonly tables?: readonly SyncedTable[] | undefined;
  /** At the end, in milliseconds of real time. */
  readonly durationMs?: number | undefined;
}

export type SyncEventListener = (event: SyncEvent) => void;

/** Tells whoever listens of syncs as they run. */
export class SyncFeed {
  readonly #listeners = new Set<SyncEventListener>();

  /** @returns a function that ends it */
  listen(listener: SyncEventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: SyncEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
