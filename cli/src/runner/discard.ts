/** A destination that keeps nothing: to try a connector, and to measure one. */
import type { CommitResult, Destination } from "./port";

export function discard(): Destination {
  const nothing: CommitResult = { tables: {} };
  return {
    readState: () => Promise.resolve(undefined),
    defineTable: () => undefined,
    addRows: () => undefined,
    truncate: () => undefined,
    commit: () => Promise.resolve(nothing),
    rollback: () => Promise.resolve(),
    succeed: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
