/**
 * The seam between the provider's words and the API's: here a Connector becomes a connection, `syncFrequencyMinutes` becomes
 * `syncFrequency`, and `destinationSchema` becomes keys of the service's `config`.
 */
import type { Connection } from "@pulumi-fivetran/sdk";
import { type Seen, seen } from "../../values/readable";
import { CONNECTOR_SETTINGS, type DestinationSchema } from "./inputs";

/** Our names for settings that the API calls otherwise. */
export const API_NAMES: Readonly<Record<string, string>> = {
  syncFrequencyMinutes: "syncFrequency",
  dataDelayThresholdMinutes: "dataDelayThreshold",
};

/** Settings under the names of the client. */
export function toApi(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [API_NAMES[key] ?? key, value]));
}

/** A connection under the names of our inputs. */
export function upstreamOf(live: Connection): Record<string, unknown> {
  const values = live as unknown as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(CONNECTOR_SETTINGS).map((key) => [key, values[API_NAMES[key] ?? key]]),
  );
}

/** The same, with what could not be read of it. */
export function seenConnection(live: Connection): Seen {
  return seen(live, upstreamOf(live), API_NAMES);
}

/** How far its setup is, in lower case; undefined where Fivetran does not say. */
export function setupStateOf({ status }: Pick<Connection, "status">): string | undefined {
  return status?.setupState?.toLowerCase();
}

/** The keys of `config` that name the schema; which of them a service takes is its own choice. */
export function namingConfig(naming: DestinationSchema): Record<string, string> {
  return {
    ...(naming.name === undefined ? {} : { schema: naming.name }),
    ...(naming.table === undefined ? {} : { table: naming.table }),
    ...(naming.tableGroupName === undefined ? {} : { table_group_name: naming.tableGroupName }),
    ...(naming.prefix === undefined ? {} : { schema_prefix: naming.prefix }),
  };
}

/** The one name that the API makes of them, by which it also lists connections. */
export function schemaName(naming: DestinationSchema): string {
  if (naming.prefix !== undefined) return naming.prefix;
  const inner = naming.table ?? naming.tableGroupName;
  return inner === undefined ? (naming.name ?? "") : `${naming.name ?? ""}.${inner}`;
}
