/** The sync history, where the account has it. */
import { isFivetranError, isNotFound, type SyncHistoryEntry } from "@pulumi-fivetran/sdk";
import type { Account } from "../access/account";

const HOUR_MS = 3_600_000;

/** What became of syncs, for accounts that have a sync history; for others it knows nothing, and does not ask twice. */
export class Histories {
  readonly #account: Pick<Account, "client" | "signal">;
  readonly #since: Date;
  readonly #seen = new Map<string, ReadonlySet<string>>();
  #isOffered = true;

  /** @param now of the command's start: what ended before is not told */
  constructor(account: Pick<Account, "client" | "signal">, now: number) {
    this.#account = account;
    this.#since = new Date(now - HOUR_MS);
  }

  /** Takes note of the syncs that have ended before one is started. */
  async remember(connectionId: string): Promise<void> {
    const ended = await this.#ended(connectionId);
    this.#seen.set(connectionId, new Set(ended.map(({ syncId }) => syncId)));
  }

  /** The sync that has ended since; undefined where none has, or nobody can say. */
  async endedSince(connectionId: string): Promise<SyncHistoryEntry | undefined> {
    const seen = this.#seen.get(connectionId);
    if (seen === undefined) return undefined;
    const ended = await this.#ended(connectionId);
    return ended
      .filter(({ syncId }) => !seen.has(syncId))
      .sort((one, other) => (endOf(one) < endOf(other) ? 1 : -1))[0];
  }

  async #ended(connectionId: string): Promise<SyncHistoryEntry[]> {
    if (!this.#isOffered) return [];
    const { client, signal } = this.#account;
    try {
      const all = await client.connectionHistory
        .listSyncs(
          connectionId,
          { startTime: this.#since, endTime: new Date(this.#since.getTime() + 7 * 24 * HOUR_MS) },
          { signal },
        )
        .readable()
        .toArray();
      return all.filter(({ end }) => typeof end === "string");
    } catch (error) {
      if (signal.aborted || !isFivetranError(error)) throw error;
      // It only tells more than the connection itself does: without it the end is known from that.
      if (isNotFound(error)) this.#isOffered = false;
      return [];
    }
  }
}

function endOf({ end }: SyncHistoryEntry): string {
  return end ?? "";
}
