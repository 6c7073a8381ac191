import type { ConnectionRecord, ServiceConfig } from "../../records/account";
import type { ConnectionTarget } from "../../records/connectionTarget";

export function isTarget(target: ConnectionTarget, connection: ConnectionRecord): boolean {
  return (
    is(target.connectionId, connection.id) &&
    is(target.schema, connection.schema) &&
    is(target.service, connection.service) &&
    isHostOf(target.host, connection.config)
  );
}

/** What is not wanted matches anything. */
export function is(wanted: string | undefined, actual: unknown): boolean {
  return wanted === undefined || wanted === actual;
}

/** A wanted host may stand for all names that end alike: `*.example.com`. */
export function isHostOf(wanted: string | undefined, config: ServiceConfig): boolean {
  if (wanted === undefined) return true;
  return [config["host"], config["tunnel_host"]].some((host) =>
    wanted.startsWith("*.") ? typeof host === "string" && host.endsWith(wanted.slice(1)) : host === wanted,
  );
}

/** Of several that match, the one that was added last counts. */
export function lastOf<T>(items: Iterable<T>, matches: (item: T) => boolean): T | undefined {
  let last: T | undefined;
  for (const item of items) if (matches(item)) last = item;
  return last;
}
