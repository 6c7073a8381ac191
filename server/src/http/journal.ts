import type { Operation } from "../operations/operation";
import type { JournalEntry } from "../page/browser/protocol";
import type { Clock } from "../state/clock";
import type { SentBody } from "./call";
import { hiddenPathsIn, redact, redactPath } from "./redact";

export type { JournalEntry };

/** Older entries are dropped beyond this. */
const MAX_ENTRIES = 20_000;
/** What an entry takes beside its body and its path. */
const ENTRY_BYTES = 250;

interface Kept {
  entry: JournalEntry;
  /** Of its body as it was sent; 0 once that was dropped. */
  bodyBytes: number;
}

export class Journal {
  readonly #clock: Clock;
  #kept: Kept[] = [];
  #received = 0;
  #bytes = 0;

  /** Before this place in `kept`, no entry has its body any more. */
  #firstWithBody = 0;
  readonly #listeners = new Set<JournalListener>();

  /** @param maxBytes of bodies and paths, as they were sent */
  constructor(
    clock: Clock,
    readonly maxBytes: number = DEFAULT_JOURNAL_BYTES,
  ) {
    this.#clock = clock;
  }

  /** How many requests arrived since the server started. */
  get count(): number {
    return this.#received;
  }

  list(): readonly JournalEntry[] {
    return this.#kept.map(({ entry }) => entry);
  }

  clear(): void {
    this.#kept = [];
    this.#bytes = 0;
    this.#firstWithBody = 0;
  }

  /** Records an arrival. What is returned completes the entry. */
  begin(request: Arrival, sent: SentBody, to: Recipient): (end: Ending) => void {
    this.#received += 1;
    const bodyBytes = Buffer.byteLength(sent.text);
    const kept: Kept = {
      bodyBytes,
      entry: {
        sequence: this.#received,
        at: new Date(this.#clock.now()).toISOString(),
        ...request,
        path: redactPath(request.path),
        ...(bodyBytes === 0 ? {} : { body: readable(sent, bodyBytes, to) }),
      },
    };
    this.#tell(kept.entry);
    this.#keep(kept);
    return (end) => {
      const ended = { ...kept.entry, ...end };
      kept.entry = ended;
      this.#tell(ended);
    };
  }

  /** @returns a function that removes the listener */
  listen(listener: JournalListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Bodies go before entries, and the oldest first: which calls there were is worth more than what was in them. */
  #keep(added: Kept): void {
    this.#kept.push(added);
    this.#bytes += sizeOf(added);
    while (this.#bytes > this.maxBytes && this.#firstWithBody < this.#kept.length) {
      const oldest = this.#kept[this.#firstWithBody];
      if (oldest !== undefined) this.#dropBody(oldest);
      this.#firstWithBody += 1;
    }
    while (this.#kept.length > 1 && (this.#bytes > this.maxBytes || this.#kept.length > MAX_ENTRIES)) {
      const oldest = this.#kept.shift();
      if (oldest !== undefined) this.#bytes -= sizeOf(oldest);
      this.#firstWithBody = Math.max(0, this.#firstWithBody - 1);
    }
  }

  #dropBody(kept: Kept): void {
    if (kept.bodyBytes === 0) return;
    this.#bytes -= kept.bodyBytes;
    kept.entry = { ...kept.entry, body: `${kept.bodyBytes} bytes, dropped from the journal` };
    kept.bodyBytes = 0;
  }

  #tell(entry: JournalEntry): void {
    for (const listener of this.#listeners) listener(entry);
  }
}

/** Enough for some ten thousand ordinary requests with their bodies. */
export const DEFAULT_JOURNAL_BYTES = 32 * 1024 * 1024;

/** Called with each entry when its request arrives, and again when its answer was sent. */
export type JournalListener = (entry: JournalEntry) => void;

type Arrival = Pick<JournalEntry, "requestId" | "method" | "path" | "account">;

export type Ending = Pick<JournalEntry, "status" | "fault" | "warnings">;

/** What a body was sent to, which says where its secrets stand. */
export interface Recipient {
  readonly operation: Operation | undefined;
  /** The service of the thing that is changed, where that is known. */
  readonly kind: string | undefined;
}

function readable({ json }: SentBody, bytes: number, { operation, kind }: Recipient): unknown {
  // An unreadable body cannot be redacted.
  if (json === undefined) return `${bytes} bytes that are not JSON`;
  return redact(json.value, hiddenPathsIn(operation, json.value, kind));
}

function sizeOf({ entry, bodyBytes }: Kept): number {
  return ENTRY_BYTES + entry.path.length + bodyBytes;
}
