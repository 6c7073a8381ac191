import type { SyncObserver } from "../sync/job";
import type { SyncSpans } from "./telemetry";

/** Where `@opentelemetry/api` 1.x keeps what is registered with it, for all its copies in a process. */
const REGISTERED = Symbol.for("opentelemetry.js.api.1");

/** Begins the spans of a sync where somebody has set up OpenTelemetry and its API can be loaded; else nothing is loaded. */
export async function beginSyncSpans(connection: string | undefined): Promise<SyncSpans | undefined> {
  if (!(REGISTERED in globalThis)) return undefined;
  try {
    const { startSyncSpans } = await import("./telemetry.js");
    return startSyncSpans(connection);
  } catch {
    // Its API is not installed here: a sync goes on without spans.
    return undefined;
  }
}

/** An observer that tells the spans, too. */
export function withSpans(observer: SyncObserver, spans: SyncSpans | undefined): SyncObserver {
  if (spans === undefined) return observer;
  return {
    ...observer,
    onTableStart: (table) => {
      spans.startTable(table);
      observer.onTableStart?.(table);
    },
    onTableEnd: (result) => {
      spans.endTable(result);
      observer.onTableEnd?.(result);
    },
  };
}
