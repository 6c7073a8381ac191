import type { JournalEntry } from "./protocol.js";

/** As many as the server itself keeps. */
const LIMIT = 20_000;

/** The requests that the page knows of, in the order of arrival. */
export class JournalEntries {
  #entries: JournalEntry[] = [];

  /** Up to here, entries were removed on purpose; their answers may still come. */
  #clearedUpTo = 0;

  get all(): readonly JournalEntry[] {
    return this.#entries;
  }

  get last(): number {
    return this.#entries.at(-1)?.sequence ?? this.#clearedUpTo;
  }

  /** An entry comes when its request arrives, and again when its answer was sent. */
  put(entry: JournalEntry): void {
    if (entry.sequence > this.last) {
      this.#entries.push(entry);
      // Cut now and then, not at each arrival.
      if (this.#entries.length > LIMIT * 1.1) this.#entries = this.#entries.slice(-LIMIT);
      return;
    }
    const index = this.#entries.findLastIndex(({ sequence }) => sequence === entry.sequence);
    if (index >= 0) this.#entries[index] = entry;
  }

  clear(): void {
    this.#clearedUpTo = this.last;
    this.#entries = [];
  }

  /** For another server, or the same started anew, whose count begins at 1 again. */
  forget(): void {
    this.#clearedUpTo = 0;
    this.#entries = [];
  }
}

export interface JournalFilter {
  /** Searched for in method, path, status, and fault. */
  readonly text: string;
  /** Requests with keys of this account, and those that came with none. */
  readonly account: string | undefined;
}

export function matching(entries: readonly JournalEntry[], filter: JournalFilter): readonly JournalEntry[] {
  const text = filter.text.trim().toLowerCase();
  if (text === "" && filter.account === undefined) return entries;
  return entries.filter((entry) => {
    if (filter.account !== undefined && entry.account !== undefined && entry.account !== filter.account)
      return false;
    const shown = `${entry.method} ${entry.path} ${entry.status ?? ""} ${entry.fault ?? ""}`;
    return shown.toLowerCase().includes(text);
  });
}
