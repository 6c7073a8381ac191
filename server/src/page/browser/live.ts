import { Refused } from "./controlApi.js";
import { askedToken } from "./dialogs.js";
import type { StreamEvent } from "./eventStream.js";
import type { Notices } from "./notices.js";
import type { Page } from "./page.js";
import type { JournalEntry } from "./protocol.js";

/** At least so long between two readings of the account, however often it changes. */
const SHORTEST_MS = 150;
/** After a reading, this many times what it took. A large account is read less often. */
const BREATHER = 3;
const RETRY_MS = 1000;

/** Keeps the page up to date: follows the server's events, and reads the account again when it has changed. */
export class Live {
  readonly #page: Page;
  readonly #notices: Notices;
  #reading: Promise<void> | undefined;
  #isStale = false;
  #counting: Promise<void> | undefined;

  constructor(page: Page, notices: Notices) {
    this.#page = page;
    this.#notices = notices;
  }

  /** Runs for ever. */
  async follow(): Promise<void> {
    for (;;) {
      try {
        await this.#session();
        this.#page.connectivity = "offline";
        this.#page.changed();
      } catch (error) {
        await this.#failed(error);
      }
    }
  }

  /** Reads the account, or, while it is being read, once more after that. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#reading ??= this.#readWhileStale().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #session(): Promise<void> {
    // Another server may be there now, or the same with another account.
    this.#page.journal.forget();
    await this.refresh();
    for await (const event of this.#page.api.events(0, new AbortController().signal)) this.#take(event);
  }

  #take({ name, data }: StreamEvent): void {
    this.#page.connectivity = "live";
    if (name === "request") {
      // Written by the server that this page came with.
      const entry = JSON.parse(data) as JournalEntry;
      this.#page.journal.put(entry);
      this.#page.changed();
      if (entry.status !== undefined || entry.fault !== undefined) this.#countFaults();
    } else {
      // The stream meets the same failure, and then begins again.
      this.refresh().catch(() => undefined);
    }
  }

  /** The faults' counts, after a request that they may have met. */
  #countFaults(): void {
    if (this.#counting !== undefined || (this.#page.overview?.faults.length ?? 0) === 0) return;
    // Requests that arrive while it waits are counted too.
    this.#counting = pause(SHORTEST_MS)
      .then(() => {
        this.#counting = undefined;
        return this.#page.api.faults();
      })
      .then((faults) => this.#page.takeFaults(faults))
      // The stream meets the same failure, and then begins again.
      .catch(() => undefined);
  }

  async #readWhileStale(): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      const began = performance.now();
      this.#page.take(await this.#page.api.overview());
      await this.#page.refreshDetails();
      await pause(Math.max(SHORTEST_MS, BREATHER * (performance.now() - began)));
    }
  }

  async #failed(error: unknown): Promise<void> {
    const isRefused = error instanceof Refused;
    this.#page.connectivity = isRefused ? "refused" : "offline";
    this.#page.changed();
    if (isRefused && error.status === 401) {
      const { api } = this.#page;
      api.setToken(await askedToken(api.hasToken));
      return;
    }
    if (isRefused) this.#notices.failed(error);
    await pause(RETRY_MS);
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
