/** How Fivetran reaches a system: the same inputs on destinations and connectors. */
import { networkingFields } from "../fields/shared";

const TESTED = new Set(["config", "auth", ...Object.keys(networkingFields)]);

/** True when a patch touches what the connection to the system depends on, so that setup tests run with it. */
export function touchesConnection(patch: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(patch).some((key) => TESTED.has(key));
}
