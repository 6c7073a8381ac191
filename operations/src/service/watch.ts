import type { Deliveries } from "../events/deliveries";
import type { Hold } from "../holds/holds";
import type { Runtime } from "../runtime/runtime";

/** How often the service looks after what it keeps. @unit milliseconds */
const EVERY_MS = 30_000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the service looks after beside requests. */
export interface WatchOptions {
  readonly runtime: Runtime;
  readonly holdAlarmMs: number;

  /** How long states are kept after their operation. @unit milliseconds */
  readonly keepMs: number;

  /** Whose old events are forgotten, as states are. */
  readonly deliveries: Deliveries;

  /** Told once of each pause that lasts too long; again when it fails. */
  readonly onOverdue: (hold: Hold) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

/** Looks from time to time which pauses last too long, and makes old states unreadable. @returns what ends it */
export function startWatch(options: WatchOptions): () => void {
  const told = new Set<string>();
  const timer = setInterval(() => void look(options, told).catch(options.onError), EVERY_MS);
  timer.unref();
  void look(options, told).catch(options.onError);
  return () => clearInterval(timer);
}

/** Looks once. @param told the pauses that were told of */
export async function look(
  { runtime, holdAlarmMs, keepMs, deliveries, onOverdue }: WatchOptions,
  told: Set<string>,
): Promise<void> {
  const { store } = runtime;
  const now = store.now();
  for (const hold of await store.holds.list()) {
    const key = `${hold.connectionId} ${hold.operationId}`;
    if (now - hold.since <= holdAlarmMs || told.has(key)) continue;
    await onOverdue(hold);
    told.add(key);
  }
  await deliveries.forgetBefore(now - Math.max(keepMs, DAY_MS));
  await store.operations.forgetStatesBefore(now - keepMs);
  await store.database.run("DELETE FROM fivetran_idempotency_keys WHERE created_at < $1", [
    now - 30 * DAY_MS,
  ]);
}
