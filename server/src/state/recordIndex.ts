import type { CollectionName, State } from "./state";

/** The records of a collection by a key of theirs, in the order of creation, without looking at all of them. */
export class RecordIndex<Records extends object, C extends CollectionName<Records>> {
  readonly #state: State<Records>;
  readonly #collection: C;
  readonly #idsByKey = new Map<string, Set<string>>();

  constructor(state: State<Records>, collection: C, keyOf: (record: Records[C]) => string) {
    this.#state = state;
    this.#collection = collection;
    state.watch(collection, (before, after, id) => {
      const [from, to] = [before && keyOf(before), after && keyOf(after)];
      if (from === to) return;
      if (from !== undefined) this.#drop(from, id);
      if (to !== undefined) this.#add(to, id);
    });
  }

  with(key: string): Records[C][] {
    const found: Records[C][] = [];
    for (const id of this.#idsByKey.get(key) ?? []) {
      const record = this.#state.get(this.#collection, id);
      if (record !== undefined) found.push(record);
    }
    return found;
  }

  #add(key: string, id: string): void {
    const ids = this.#idsByKey.get(key);
    if (ids === undefined) this.#idsByKey.set(key, new Set([id]));
    else ids.add(id);
  }

  #drop(key: string, id: string): void {
    const ids = this.#idsByKey.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.#idsByKey.delete(key);
  }
}
