/**
 * What comes one after the other, and is asked for only as far as somebody looks. Nothing is fetched before that, and
 * each time it is gone through it starts anew.
 *
 * @example
 * const paused = await client.connections.list().readable().filter(isPaused).map(({ id }) => id).take(10).toArray();
 */
export class LazyList<T> implements AsyncIterable<T> {
  readonly #source: () => AsyncIterable<T>;

  constructor(source: () => AsyncIterable<T>) {
    this.#source = source;
  }

  /** Those for which `matches` says true. */
  filter<Part extends T>(matches: (item: T) => item is Part): LazyList<Part>;
  filter(matches: (item: T) => boolean): LazyList<T>;
  filter(matches: (item: T) => boolean): LazyList<T> {
    const source = this.#source;
    return new LazyList(async function* () {
      for await (const item of source()) if (matches(item)) yield item;
    });
  }

  /** What `convert` makes of each. */
  map<Result>(convert: (item: T) => Result): LazyList<Result> {
    const source = this.#source;
    return new LazyList(async function* () {
      for await (const item of source()) yield convert(item);
    });
  }

  /** The first `count`, and nothing is fetched beyond them. @throws {RangeError} when `count` is no whole number of at least 0 */
  take(count: number): LazyList<T> {
    if (!Number.isInteger(count) || count < 0)
      throw new RangeError(`take needs a whole number of at least 0, not ${count}.`);
    const source = this.#source;
    return new LazyList(async function* () {
      let left = count;
      if (left === 0) return;
      for await (const item of source()) {
        yield item;
        left -= 1;
        if (left === 0) return;
      }
    });
  }

  /** The first for which `matches` says true; undefined when there is none. Nothing is fetched beyond it. */
  async find<Part extends T>(matches: (item: T) => item is Part): Promise<Part | undefined>;
  async find(matches: (item: T) => boolean): Promise<T | undefined>;
  async find(matches: (item: T) => boolean): Promise<T | undefined> {
    for await (const item of this.#source()) if (matches(item)) return item;
    return undefined;
  }

  /** All of it. */
  async toArray(): Promise<T[]> {
    const items: T[] = [];
    for await (const item of this.#source()) items.push(item);
    return items;
  }

  [Symbol.asyncIterator](): AsyncIterator<T, void, undefined> {
    return this.#source()[Symbol.asyncIterator]() as AsyncIterator<T, void, undefined>;
  }
}
