import type { Runtime } from "../runtime/runtime";

/** How the service is: states and counts, no ids and no names. */
export interface Health {
  /** `red` when a connection has been paused by us for longer than it should, or an operation cannot go on. */
  readonly status: "ok" | "red";
  readonly operations: Readonly<Record<string, number>>;
  readonly needing_attention: number;
  readonly held_connections: number;
  readonly overdue_holds: number;
  readonly longest_hold_seconds: number;
  readonly events_put_aside: number;
}

/** @param holdAlarmMs how long a connection may be paused by us */
export async function healthOf({ store }: Runtime, holdAlarmMs: number): Promise<Health> {
  const [operations, holds, unfinished, aside] = await Promise.all([
    store.operations.counts(),
    store.holds.list(),
    store.operations.unfinished(),
    store.database.all("SELECT event_id FROM fivetran_deliveries WHERE state = 'aside'"),
  ]);
  const now = store.now();
  const ages = holds.map(({ since }) => now - since);
  const overdue = ages.filter((age) => age > holdAlarmMs).length;
  const needing = unfinished.filter(({ attention }) => attention !== undefined).length;
  return {
    status: overdue + needing + aside.length === 0 ? "ok" : "red",
    operations,
    needing_attention: needing,
    held_connections: new Set(holds.map(({ connectionId }) => connectionId)).size,
    overdue_holds: overdue,
    longest_hold_seconds: Math.round(Math.max(0, ...ages) / 1000),
    events_put_aside: aside.length,
  };
}
