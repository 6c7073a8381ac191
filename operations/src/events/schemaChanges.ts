import { type FivetranClient, isNotFound } from "@pulumi-fivetran/sdk";
import type { WebhookEvent } from "@pulumi-fivetran/sdk/webhooks";
import { type Database, textOf } from "../store/database";
import type { Deliveries } from "./deliveries";
import { OWN_EVENTS } from "./handlers";

/** The most elements that an event lists of a kind; it counts the others. */
const MOST_LISTED = 1_000;

/** By path (`["schema"]`, `["schema","table"]`, `["schema","table","column"]`, as JSON), the settings as JSON. */
type Snapshot = Readonly<Record<string, string>>;

type SchemaConfig = Awaited<ReturnType<FivetranClient["connectionSchemas"]["retrieve"]>>;

/** What looks need. */
export interface SchemaLookOptions {
  readonly database: Database;
  readonly deliveries: Deliveries;
  readonly client: FivetranClient;
  readonly now: () => number;
}

/**
 * Compares the schema config of a connection, after a successful sync, with that after the one before, and tells of what differs.
 * The first look only keeps what is there. Columns are those that somebody has set: the API returns no others.
 */
export async function lookAtSchema(
  { database, deliveries, client, now }: SchemaLookOptions,
  { connectorId, syncId = "", created }: WebhookEvent,
): Promise<void> {
  if (connectorId === undefined) return;
  const current = await snapshotOf(client, connectorId);
  if (current === undefined) return;
  const [row] = await database.all("SELECT snapshot FROM fivetran_schemas WHERE connection_id = $1", [
    connectorId,
  ]);
  const keep = {
    sql: `INSERT INTO fivetran_schemas (connection_id, snapshot, at) VALUES ($1, $2, $3)
      ON CONFLICT (connection_id) DO UPDATE SET snapshot = EXCLUDED.snapshot, at = EXCLUDED.at`,
    values: [connectorId, JSON.stringify(current), now()],
  };
  const before = row && (JSON.parse(textOf(row, "snapshot")) as Snapshot);
  const data = before && changesBetween(before, current);
  if (data === undefined) {
    await database.batch([keep]);
    return;
  }
  const event = { event: OWN_EVENTS.schemaChange, created, connectorId, syncId, data };
  await deliveries.tell(event, [keep]);
}

async function snapshotOf(client: FivetranClient, connectionId: string): Promise<Snapshot | undefined> {
  let config: SchemaConfig;
  try {
    config = await client.connectionSchemas.retrieve(connectionId);
  } catch (error) {
    // The connection is gone, or has no schema config.
    if (isNotFound(error)) return undefined;
    throw error;
  }
  const found: Record<string, string> = {};
  for (const [schema, { enabled, nameInDestination, tables = {} }] of Object.entries(config.schemas)) {
    found[JSON.stringify([schema])] = JSON.stringify({ enabled, nameInDestination });
    for (const [table, { columns = {}, ...settings }] of Object.entries(tables)) {
      const { enabled: isOn, nameInDestination: name, syncMode, rowFilter } = settings;
      // A filter may hold values of the source.
      const shown = { enabled: isOn, nameInDestination: name, syncMode, filtered: rowFilter !== undefined };
      found[JSON.stringify([schema, table])] = JSON.stringify(shown);
      for (const [column, { enabledPatchSettings: _, ...rest }] of Object.entries(columns))
        found[JSON.stringify([schema, table, column])] = JSON.stringify(rest);
    }
  }
  return found;
}

/** @returns undefined where nothing differs */
function changesBetween(before: Snapshot, after: Snapshot): Record<string, unknown> | undefined {
  const added = Object.keys(after).filter((path) => !Object.hasOwn(before, path));
  const removed = Object.keys(before).filter((path) => !Object.hasOwn(after, path));
  const changed = Object.keys(after).filter(
    (path) => Object.hasOwn(before, path) && before[path] !== after[path],
  );
  const count = added.length + removed.length + changed.length;
  if (count === 0) return undefined;
  const listed = [added, removed, changed].map((paths) => paths.slice(0, MOST_LISTED).map(elementOf));
  const [addedOnes = [], removedOnes = [], changedOnes = []] = listed;
  return {
    added: addedOnes,
    removed: removedOnes,
    changed: changedOnes.map((element, index) => ({
      ...element,
      before: JSON.parse(before[changed[index] ?? ""] ?? "null") as unknown,
      after: JSON.parse(after[changed[index] ?? ""] ?? "null") as unknown,
    })),
    count,
  };
}

function elementOf(path: string): Record<string, string> {
  const [schema = "", table, column] = JSON.parse(path) as string[];
  return {
    schema,
    ...(table === undefined ? {} : { table }),
    ...(column === undefined ? {} : { column }),
  };
}
