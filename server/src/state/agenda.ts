import type { State } from "./state";

/** Something that happens to a subject at a time. There is one of a kind for a subject. */
export interface AgendaRecord {
  readonly kind: AgendaKind;
  readonly subject: string;
  /** Milliseconds since 1970 of the server's clock. */
  readonly dueAtMs: number;
}

/** What can happen by itself; `happenings.ts` says what each does. */
export type AgendaKind =
  | "syncDue"
  | "syncEnd"
  | "syncDelay"
  | "trialEnd"
  | "webhookRetry"
  | "privateLinkChangeEnd"
  | "projectSetup"
  | "transformationDue"
  | "transformationEnd";

/** So many entries that are out of date are left where they are. */
const TOLERATED = 1000;

/**
 * What an account has before it, kept in the state like everything else, so that it survives the process. Beside it the agenda holds
 * an order in memory, whose entries may be out of date: the state decides.
 */
export class Agenda {
  /** Latest first, so that the next one is taken off the end. */
  private order: AgendaRecord[] = [];

  constructor(private readonly state: State) {}

  /** Takes up what the state holds. */
  open(): void {
    // Reversed, so that of what is due at one time the first stands last.
    this.order = [...this.state.all("agenda")].reverse().sort((one, other) => other.dueAtMs - one.dueAtMs);
  }

  /** Sets when something happens, instead of an earlier plan for it. In a transaction. */
  plan(kind: AgendaKind, subject: string, dueAtMs: number): void {
    const record: AgendaRecord = { kind, subject, dueAtMs };
    this.state.put("agenda", idOf(kind, subject), record);
    this.order.splice(this.positionOf(dueAtMs), 0, record);
  }

  /** In a transaction. */
  cancel(kind: AgendaKind, subject: string): void {
    this.state.remove("agenda", idOf(kind, subject));
  }

  dueAt(kind: AgendaKind, subject: string): number | undefined {
    return this.state.get("agenda", idOf(kind, subject))?.dueAtMs;
  }

  /** What happens next; of what happens at one time, what was planned first. Never called within a transaction, which could be undone. */
  next(): AgendaRecord | undefined {
    if (this.order.length > 2 * this.state.count("agenda") + TOLERATED) {
      this.order = this.order.filter((record) => this.isPlanned(record));
    }
    for (;;) {
      const record = this.order.at(-1);
      if (record === undefined) return undefined;
      if (this.isPlanned(record)) return record;
      this.order.pop();
    }
  }

  private isPlanned(record: AgendaRecord): boolean {
    return this.state.get("agenda", idOf(record.kind, record.subject)) === record;
  }

  /** Before all entries that are due at this time or earlier. */
  private positionOf(dueAtMs: number): number {
    let low = 0;
    let high = this.order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.order[middle]?.dueAtMs ?? 0) > dueAtMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function idOf(kind: AgendaKind, subject: string): string {
  return `${kind}/${subject}`;
}
