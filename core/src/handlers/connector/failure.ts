/** Why the last sync of a connection failed, beside what the API returns of the connection itself. */
import type { Connection } from "@pulumi-fivetran/sdk";
import type { CallContext } from "../../run/callContext";

/** Kept beside the connection: a copy of it would not know which of its fields could not be read. */
const reasons = new WeakMap<Connection, string>();

/** Looks for the reason, where the last sync has failed and the account tells. @returns the same connection */
export async function withFailure<Live extends Connection | undefined>(
  live: Live,
  { context, options }: CallContext,
): Promise<Live> {
  if (live === undefined) return live;
  const reason = await context.connections.failures.reasonOf(live, options);
  if (reason !== undefined) reasons.set(live, reason);
  return live;
}

/** Undefined where nobody has looked, or the last sync did not fail. */
export function failureReasonOf(live: Connection): string | undefined {
  return reasons.get(live);
}
