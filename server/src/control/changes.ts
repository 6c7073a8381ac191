/** Tells whoever shows the server that something of it has changed: once, however much has changed in one go. */
export class Changes {
  readonly #listeners = new Set<() => void>();
  #isTold = true;

  /** @returns a function that removes the listener */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(): void {
    if (!this.#isTold || this.#listeners.size === 0) return;
    this.#isTold = false;
    setImmediate(() => {
      this.#isTold = true;
      for (const listener of this.#listeners) listener();
    });
  }

  /** The same function, which tells of what it has changed. */
  telling<Arguments extends unknown[], Result>(
    change: (...args: Arguments) => Result,
  ): (...args: Arguments) => Result {
    return (...args) => {
      const result = change(...args);
      this.tell();
      return result;
    };
  }
}
