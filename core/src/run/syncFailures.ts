import {
  type Connection,
  type FivetranClient,
  isNotOffered,
  type RequestOptions,
} from "@pulumi-fivetran/sdk";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Older syncs are not told: Fivetran's limit is 7 days, and clocks differ. */
const TOLD_MS = 7 * DAY_MS - 5 * MINUTE_MS;
/** A sync is told by its start, as far as is known, and it may have run for long before it failed. */
const LONGEST_SYNC_MS = DAY_MS;
/** It is nice to know, so nothing waits long for it. */
const PATIENCE_MS = 10_000;

/**
 * Why the last syncs of connections failed, from the sync history: one call for a connection whose last sync has failed, none for
 * others, and one in a run for an account that does not have the history. What goes wrong in it is no failure of anything.
 */
export class SyncFailures {
  readonly #client: FivetranClient;
  readonly #now: () => number;
  /** Whether the account has the history, once the first call has told. */
  #isOffered: Promise<boolean> | undefined;
  /** By connection and time. */
  readonly #known = new Map<string, Promise<string | undefined>>();

  constructor(client: FivetranClient, now: () => number) {
    this.#client = client;
    this.#now = now;
  }

  /** Undefined where the last sync did not fail, or nobody knows why. */
  async reasonOf(live: Connection, options: RequestOptions): Promise<string | undefined> {
    const failedMs = failureOf(live);
    if (failedMs === undefined || this.#now() - failedMs > TOLD_MS) return undefined;
    const key = `${live.id} ${failedMs}`;
    const reason = this.#known.get(key) ?? this.#ask(live.id, failedMs, options);
    this.#known.set(key, reason);
    return reason;
  }

  async #ask(id: string, failedMs: number, options: RequestOptions): Promise<string | undefined> {
    if (this.#isOffered !== undefined && !(await this.#isOffered)) return undefined;
    const asked = this.#read(id, failedMs, options);
    this.#isOffered ??= asked.then(
      () => true,
      (error: unknown) => !isNotOffered(error),
    );
    return asked.catch(() => undefined);
  }

  async #read(
    id: string,
    failedMs: number,
    { deadlineMs = PATIENCE_MS, ...options }: RequestOptions,
  ): Promise<string | undefined> {
    const window = {
      startTime: new Date(Math.max(failedMs - LONGEST_SYNC_MS, this.#now() - TOLD_MS)),
      endTime: new Date(failedMs + MINUTE_MS),
    };
    const listing = this.#client.connectionHistory.listSyncs(id, window, {
      ...options,
      deadlineMs: Math.min(deadlineMs, PATIENCE_MS),
    });
    let nearest: string | undefined;
    let distanceMs = MINUTE_MS;
    for (const sync of (await listing.page()).items) {
      const apartMs = Math.abs(Date.parse(sync.end ?? "") - failedMs);
      if (sync.status !== "FAILURE" || !(apartMs <= distanceMs)) continue;
      [nearest, distanceMs] = [sync.reason, apartMs];
    }
    return nearest;
  }
}

/** When the last sync failed, if it did. */
function failureOf({ failedAt, succeededAt }: Connection): number | undefined {
  const [failed, succeeded] = [failedAt, succeededAt].map((time) => Date.parse(time ?? ""));
  if (failed === undefined || Number.isNaN(failed)) return undefined;
  return succeeded !== undefined && succeeded >= failed ? undefined : failed;
}
