import type { Store } from "./store";

/** A store that forgets: for tests, and for a server started without a data folder. */
export function memoryStore(): Store {
  return {
    load: () => [],
    commit: () => Promise.resolve(),
    settled: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
