import { memoryBlobs } from "./memoryBlobs";
import type { Store } from "./store";

/** A store that forgets: for tests, and for a server started without a data folder. */
export function memoryStore(): Store {
  return {
    blobs: memoryBlobs(),
    load: () => [],
    commit: () => Promise.resolve(),
    settled: () => Promise.resolve(),
    failure: undefined,
    onFailure: () => undefined,
    onRecovery: () => undefined,
    close: () => Promise.resolve(),
  };
}
