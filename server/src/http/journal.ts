import type { Clock } from "../state/clock";
import { redact } from "../state/seal";

/** One request to the API. Control calls are not recorded. */
export interface JournalEntry {
  /** From 1, in the order of arrival; it goes on counting when the journal is cleared. */
  readonly sequence: number;
  /** When the request arrived, by the server's clock, `2026-11-21T09:30:00.000Z`. */
  readonly at: string;
  readonly requestId: string;
  readonly method: string;
  /** As it was sent, with the query. */
  readonly path: string;
  /** Id of the account whose key came with it; absent when none did. */
  readonly account?: string;
  /** The body, secrets and everything under `auth` as `******`; absent when none was sent. */
  readonly body?: unknown;
  /** Absent while the request is being served, and for ever when the connection was dropped instead of answered. */
  readonly status?: number;
  /** Id of the fault that decided the answer. */
  readonly fault?: string;
  /** What the API's document does not know of the body; it was taken nevertheless. */
  readonly warnings?: readonly string[];
}

/** Older entries are dropped beyond this. */
const LIMIT = 20_000;

export class Journal {
  private entries: JournalEntry[] = [];
  private received = 0;
  private readonly listeners = new Set<JournalListener>();

  constructor(private readonly clock: Clock) {}

  /** How many requests arrived since the server started. */
  get count(): number {
    return this.received;
  }

  list(): readonly JournalEntry[] {
    return [...this.entries];
  }

  clear(): void {
    this.entries = [];
  }

  /** Records an arrival. What is returned completes the entry. */
  begin(request: Arrival, text: string): (end: Ending) => void {
    this.received += 1;
    const arrived: JournalEntry = {
      sequence: this.received,
      at: new Date(this.clock.now()).toISOString(),
      ...request,
      ...(text === "" ? {} : { body: readable(text) }),
    };
    this.entries.push(arrived);
    if (this.entries.length > LIMIT) this.entries.shift();
    this.tell(arrived);
    return (end) => {
      // Looked for from the end, where it is; it is gone when the journal was cleared meanwhile.
      const index = this.entries.lastIndexOf(arrived);
      const ended = { ...arrived, ...end };
      if (index >= 0) this.entries[index] = ended;
      this.tell(ended);
    };
  }

  /** @returns a function that removes the listener */
  listen(listener: JournalListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(entry: JournalEntry): void {
    for (const listener of this.listeners) listener(entry);
  }
}

/** Called with each entry when its request arrives, and again when it was answered. */
export type JournalListener = (entry: JournalEntry) => void;

type Arrival = Pick<JournalEntry, "requestId" | "method" | "path" | "account">;

export type Ending = Pick<JournalEntry, "status" | "fault" | "warnings">;

function readable(text: string): unknown {
  try {
    return redact(JSON.parse(text));
  } catch {
    // What cannot be read cannot be redacted.
    return `${Buffer.byteLength(text)} bytes that are not JSON`;
  }
}
