/**
 * The seam between the provider's words and the API's: here a Connector becomes a connection, `syncFrequencyMinutes` becomes
 * `syncFrequency`, the words of `schedule` become its parts, and `destinationSchema` becomes keys of the service's `config`.
 */
import type { Connection } from "@pulumi-fivetran/sdk";
import { upstreamSettings } from "../../fields/reading";
import { type Seen, seen } from "../../values/readable";
import { scheduleOfWords, scheduleUpstream } from "../schedule/upstream";
import { CONNECTOR_FIELDS, type DestinationSchema } from "./inputs";

/** Settings under the names of the client. */
export function toApi(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { apiNames } = CONNECTOR_FIELDS;
  const body = Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [apiNames[key] ?? key, value]),
  );
  const { schedule } = body;
  return typeof schedule === "string" ? { ...body, schedule: scheduleOfWords(schedule) } : body;
}

/** A connection under the names of our inputs, with what could not be read of it. */
export function seenConnection(live: Connection): Seen {
  return seen(
    live,
    { ...upstreamSettings(CONNECTOR_FIELDS, live), ...scheduleUpstream(live) },
    CONNECTOR_FIELDS.apiNames,
  );
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
