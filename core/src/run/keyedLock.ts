/** Runs tasks of the same key one after another, tasks of different keys at once. */
export class KeyedLock {
  readonly #tails = new Map<string, Promise<void>>();

  /** Waits for the earlier tasks of `key` (failed or not), then runs `task`. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const earlier = this.#tails.get(key) ?? Promise.resolve();
    const result = earlier.then(task);
    const tail = result.then(
      () => undefined,
      () => undefined,
    );
    this.#tails.set(key, tail);
    try {
      return await result;
    } finally {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    }
  }
}
