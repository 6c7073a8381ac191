import type { State } from "./state";

/** Something that happens to a subject at a time. There is one of a kind for a subject. */
export interface AgendaRecord<Kind extends string> {
  readonly kind: Kind;
  readonly subject: string;
  /** Milliseconds since 1970 of the server's clock. */
  readonly dueAtMs: number;
}

/** The state that an agenda is kept in: one with a collection `agenda`. */
type AgendaState<Kind extends string> = Pick<
  State<{ agenda: AgendaRecord<Kind> }>,
  "all" | "count" | "get" | "put" | "remove"
>;

/** The number of entries out of date that the order in memory may hold before it is sorted anew. */
const TOLERATED = 1000;

/** A record in the order. Of those that are due at one time, the one that was planned first happens first. */
interface Entry<Kind extends string> {
  readonly record: AgendaRecord<Kind>;
  readonly sequence: number;
}

/**
 * What an account has before it, kept in the state like everything else, so that it survives the process. Beside it the agenda holds
 * an order in memory, whose entries may be out of date: the state decides.
 */
export class Agenda<Kind extends string> {
  readonly #state: AgendaState<Kind>;

  /** A binary heap: each entry comes before the two at twice its place. */
  #order: Entry<Kind>[] = [];
  #planned = 0;

  constructor(state: AgendaState<Kind>) {
    this.#state = state;
  }

  /** The number of entries in memory, with those that are out of date. */
  get heldEntries(): number {
    return this.#order.length;
  }

  /** Takes up what the state holds. */
  open(): void {
    this.#order = [];
    for (const record of this.#state.all("agenda")) this.#add(record);
  }

  /** Sets when something happens, instead of an earlier plan for it. In a transaction. */
  plan(kind: Kind, subject: string, dueAtMs: number): void {
    const record: AgendaRecord<Kind> = { kind, subject, dueAtMs };
    this.#state.put("agenda", idOf(kind, subject), record);
    this.#add(record);
  }

  /** In a transaction. */
  cancel(kind: Kind, subject: string): void {
    this.#state.remove("agenda", idOf(kind, subject));
  }

  dueAt(kind: Kind, subject: string): number | undefined {
    return this.#state.get("agenda", idOf(kind, subject))?.dueAtMs;
  }

  /** What happens next; of what happens at one time, what was planned first. Never called within a transaction, which could be undone. */
  next(): AgendaRecord<Kind> | undefined {
    if (this.#order.length > 2 * this.#state.count("agenda") + TOLERATED) {
      // A sorted list is a heap too.
      this.#order = this.#order.filter(({ record }) => this.#isPlanned(record)).sort(compare);
    }
    for (;;) {
      const [first] = this.#order;
      if (first === undefined) return undefined;
      if (this.#isPlanned(first.record)) return first.record;
      this.#removeFirst();
    }
  }

  #isPlanned(record: AgendaRecord<Kind>): boolean {
    return this.#state.get("agenda", idOf(record.kind, record.subject)) === record;
  }

  #add(record: AgendaRecord<Kind>): void {
    const added: Entry<Kind> = { record, sequence: this.#planned++ };
    let place = this.#order.length;
    while (place > 0) {
      const above = (place - 1) >>> 1;
      const upper = this.#order[above];
      if (upper === undefined || compare(upper, added) <= 0) break;
      this.#order[place] = upper;
      place = above;
    }
    this.#order[place] = added;
  }

  #removeFirst(): void {
    const last = this.#order.pop();
    if (last === undefined || this.#order.length === 0) return;
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      let lower = this.#order[below];
      const sibling = this.#order[below + 1];
      if (lower !== undefined && sibling !== undefined && compare(sibling, lower) < 0) {
        below += 1;
        lower = sibling;
      }
      if (lower === undefined || compare(last, lower) <= 0) break;
      this.#order[place] = lower;
      place = below;
    }
    this.#order[place] = last;
  }
}

function compare(one: Entry<string>, other: Entry<string>): number {
  return one.record.dueAtMs - other.record.dueAtMs || one.sequence - other.sequence;
}

function idOf(kind: string, subject: string): string {
  return `${kind}/${subject}`;
}
