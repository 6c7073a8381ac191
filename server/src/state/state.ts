import type { Change, Store, StoredEntry } from "../store/store";

/** The names of collections; `Records` has the type of a record for each. */
export type CollectionName<Records> = keyof Records & string;

/** Hears of a record that was put (`after`) or removed, also when that is undone. */
type Watcher = (before: unknown, after: unknown, id: string) => void;

/**
 * All records of an account in memory, by collection and id, and the way every change takes to the store: inside a transaction, as one commit. Reads see a change at
 * once; a caller that answers a client waits for `store.settled()` first, so that nothing is told that a crash could take back.
 */
export class State<Records extends object> {
  readonly #store: Store;
  readonly #collections = new Map<string, Map<string, unknown>>();

  /** Undoes the running transaction, newest first; undefined outside of one. */
  #undo: (() => void)[] | undefined;
  #changes: Change[] = [];
  #effects: (() => void)[] = [];
  readonly #watchers = new Map<string, Watcher[]>();
  #committed = 0;
  readonly #commitListeners: (() => void)[] = [];
  readonly #takeBackListeners: (() => void)[] = [];

  /** How to undo what is not durable yet, a transaction each, oldest first. */
  readonly #underWay = new Set<readonly (() => void)[]>();

  constructor(store: Store) {
    this.#store = store;
    store.onFailure(() => this.#takeBack());
    for (const { collection, id, value } of store.load()) this.#collection(collection).set(id, value);
  }

  /** How many transactions have written something, since the state was read. */
  get commits(): number {
    return this.#committed;
  }

  get<C extends CollectionName<Records>>(collection: C, id: string): Records[C] | undefined {
    return this.#records(collection).get(id);
  }

  has(collection: CollectionName<Records>, id: string): boolean {
    return this.#collection(collection).has(id);
  }

  count(collection: CollectionName<Records>): number {
    return this.#collection(collection).size;
  }

  /** In the order of creation. */
  all<C extends CollectionName<Records>>(collection: C): IterableIterator<Records[C]> {
    return this.#records(collection).values();
  }

  put<C extends CollectionName<Records>>(collection: C, id: string, value: Records[C]): void {
    this.#change({ collection, id, value });
  }

  remove(collection: CollectionName<Records>, id: string): void {
    if (this.has(collection, id)) this.#change({ collection, id });
  }

  /**
   * Runs changes as one: all of them are committed, or, when `work` throws, none happened. `work` must not wait for anything, so
   * no other request sees it half done.
   */
  transaction<T>(work: () => T): T {
    if (this.#undo !== undefined) return work();
    this.#undo = [];
    this.#changes = [];
    this.#effects = [];
    let effects: (() => void)[] = [];
    try {
      const result = work();
      const changes = this.#changes;
      effects = this.#effects;
      if (changes.length > 0) this.#commit(changes, this.#undo);
      return result;
    } catch (error) {
      revert(this.#undo);
      throw error;
    } finally {
      this.#undo = undefined;
      for (const effect of effects) effect();
    }
  }

  /** Calls back after each transaction that has written something. */
  onCommit(listener: () => void): void {
    this.#commitListeners.push(listener);
  }

  /** Calls back when transactions were taken back because they could not be written. */
  onTakeBack(listener: () => void): void {
    this.#takeBackListeners.push(listener);
  }

  /** Runs `effect` once the transaction is committed, and never when it is undone: for what happens outside of the account. */
  afterCommit(effect: () => void): void {
    if (this.#undo === undefined) throw new Error("Effects belong to a transaction.");
    this.#effects.push(effect);
  }

  /** Tells `watcher` of every record there is, and of every change from now on: what an index is kept by. */
  watch<C extends CollectionName<Records>>(
    collection: C,
    watcher: (before: Records[C] | undefined, after: Records[C] | undefined, id: string) => void,
  ): void {
    for (const [id, record] of this.#records(collection)) watcher(undefined, record, id);
    // A collection holds records of its own kind only.
    this.#watchers.set(collection, [...(this.#watchers.get(collection) ?? []), watcher as Watcher]);
  }

  /** How many records each collection holds. */
  counts(): Record<string, number> {
    return Object.fromEntries([...this.#collections].map(([name, records]) => [name, records.size]));
  }

  /** Everything, to be given to `restore` later. */
  snapshot(): StoredEntry[] {
    return [...this.#collections].flatMap(([collection, records]) =>
      [...records].map(([id, value]) => ({ collection, id, value })),
    );
  }

  /** Replaces everything. */
  restore(entries: readonly StoredEntry[]): void {
    this.transaction(() => {
      for (const { collection, id } of this.snapshot()) this.#change({ collection, id });
      for (const entry of entries) this.#change(entry);
    });
  }

  #commit(changes: readonly Change[], undo: readonly (() => void)[]): void {
    this.#committed += 1;
    this.#underWay.add(undo);
    // A failed write is met by everyone who waits for the store to settle.
    this.#store.commit(changes).then(
      () => this.#underWay.delete(undo),
      () => undefined,
    );
    for (const listener of this.#commitListeners) listener();
  }

  /** Nothing stays in memory that is not on disk: its callers were told that it failed. */
  #takeBack(): void {
    if (this.#underWay.size === 0) return;
    for (const undo of [...this.#underWay].reverse()) revert(undo);
    this.#underWay.clear();
    for (const listener of [...this.#takeBackListeners, ...this.#commitListeners]) listener();
  }

  #change(change: Change): void {
    if (this.#undo === undefined) throw new Error("Records are changed in a transaction only.");
    const records = this.#collection(change.collection);
    const { id, value } = change;
    const before = records.get(id);
    const set = (from: unknown, to: unknown): void => {
      if (to === undefined) records.delete(id);
      else records.set(id, to);
      for (const watcher of this.#watchers.get(change.collection) ?? []) watcher(from, to, id);
    };
    this.#undo.push(() => set(value, before));
    set(before, value);
    this.#changes.push(change);
  }

  #records<C extends CollectionName<Records>>(collection: C): Map<string, Records[C]> {
    // The records of a collection were put there by `put`, in this process or in an earlier one.
    return this.#collection(collection) as Map<string, Records[C]>;
  }

  #collection(name: string): Map<string, unknown> {
    let records = this.#collections.get(name);
    if (records === undefined) {
      records = new Map();
      this.#collections.set(name, records);
    }
    return records;
  }
}

function revert(undo: readonly (() => void)[]): void {
  for (const step of [...undo].reverse()) step();
}
