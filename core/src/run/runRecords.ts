/**
 * What one run of the engine has shown of the state's records: which of them the program declares, and what each holds at Fivetran.
 * A run is one process of the provider, so this lives as long as the process.
 */
import type { Properties } from "../contract";

/** The program's resource that holds something. */
export interface Holder {
  /** `Connector 'orders2'`, for messages. */
  readonly label: string;
  /** Its URN; undefined where the engine's call did not tell. */
  readonly resource: string | undefined;
}

/** Stands for the token of a record that was written before records had one. */
const WITHOUT_TOKEN = "";

export class RunRecords {
  /** By identity, then by the token of the record that holds it. */
  readonly #holders = new Map<string, Map<string, Holder>>();
  /** What each record holds, by its token. */
  readonly #held = new Map<string, readonly string[]>();
  /** Identities that the program names in `adopt`. */
  readonly #adopted = new Set<string>();
  /** Identities that the program's inputs spell out, whatever record holds them. */
  readonly #named = new Set<string>();
  /** Existing resources that were checked and not diffed yet, by URN or by their checked inputs, with how often. */
  readonly #checked = new Map<string, number>();

  /** The program names this object in `adopt`. */
  adopt(identity: string): void {
    this.#adopted.add(identity);
  }

  isAdopted(identity: string): boolean {
    return this.#adopted.has(identity);
  }

  name(identities: readonly string[]): void {
    for (const identity of identities) this.#named.add(identity);
  }

  isNamed(identity: string): boolean {
    return this.#named.has(identity);
  }

  /** A resource that the state has was checked: the program declares it with these inputs. */
  check(kind: string, inputs: Properties, resource: string | undefined): void {
    const key = resource ?? keyOf(kind, inputs);
    this.#checked.set(key, (this.#checked.get(key) ?? 0) + 1);
  }

  /**
   * Whether a diff is the program's, once for each check. A refresh diffs too, also what the program no longer declares, but
   * that has not been checked before.
   */
  takeCheck(kind: string, inputs: Properties, resource: string | undefined): boolean {
    // Of a run's first call nobody tells which resource it is about.
    return (resource !== undefined && this.#take(resource)) || this.#take(keyOf(kind, inputs));
  }

  /** The program declares a record, which holds these identities and no others from now on. */
  hold(token: string = WITHOUT_TOKEN, identities: readonly string[], holder: Holder): void {
    if (token !== WITHOUT_TOKEN) {
      this.release(token);
      this.#held.set(token, identities);
    }
    for (const identity of identities) {
      const holders = this.#holders.get(identity) ?? new Map<string, Holder>();
      this.#holders.set(identity, holders.set(token, holder));
    }
  }

  /** The record is deleted: what it held is another's or nobody's. */
  release(token: string): void {
    for (const identity of this.#held.get(token) ?? []) this.#holders.get(identity)?.delete(token);
    this.#held.delete(token);
  }

  /** The holder of an identity besides the record with this token. A record without a token counts as another. */
  holderBesides(token: string | undefined, identity: string): Holder | undefined {
    for (const [other, holder] of this.#holders.get(identity) ?? []) if (other !== token) return holder;
    return undefined;
  }

  #take(key: string): boolean {
    const times = this.#checked.get(key) ?? 0;
    if (times === 0) return false;
    this.#checked.set(key, times - 1);
    return true;
  }
}

/** The same for equal inputs, whatever the order of their keys, and whether what is not given is left out or null. */
function keyOf(kind: string, inputs: Properties): string {
  return JSON.stringify([kind, sorted(inputs)]);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Properties).filter(
    ([, entry]) => entry !== undefined && entry !== null,
  );
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, sorted(entry)]);
}
