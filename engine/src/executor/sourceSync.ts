/** The sync of a connection whose source something stands in for, or that is real by the owner's word. */
import { join } from "node:path";
import { describeDestination, openDestination, openSource, type SourceContext } from "../catalog";
import { buildJob, type ConnectorSettings } from "../connector/buildJob";
import { failureOf } from "../connector/syncRecord";
import type { Source } from "../contract/source";
import { formatTable, type SourceTable, type TableName } from "../contract/table";
import { messageOf } from "../errors";
import { destinationName } from "../names/naming";
import { saltOf } from "../privacy/saltFile";
import type { SyncObserver, TableResult } from "../sync/job";
import { runSync, type SyncResult } from "../sync/runSync";
import { shapeOf } from "./discoveredShape";
import { settingsOf } from "./serverRules";
import type {
  ConnectionToMove,
  DiscoveredShape,
  MovedTable,
  SyncEnd,
  SyncToHear,
  SyncToRun,
} from "./serverSync";

export interface SourceSyncParts {
  readonly sync: SyncToRun;
  readonly from: ConnectorSettings["source"];
  readonly to: ConnectorSettings["destination"];
  /** The engine's own. */
  readonly folder: string;
  readonly hears: SyncToHear;
  readonly signal: AbortSignal;
}

/** Never rejects. */
export async function runSourceSync(parts: SourceSyncParts): Promise<SyncEnd> {
  let shape: DiscoveredShape | undefined;
  try {
    const result = await move(parts, (found) => {
      shape = found;
    });
    const failure = failureOf(result);
    return {
      outcome: failure === undefined ? "SUCCESSFUL" : "FAILED",
      reason: failure?.message,
      tables: result.tables.map(movedTable),
      shape,
      state: stateOf(parts.sync, result),
    };
  } catch (error) {
    return { outcome: "FAILED", reason: messageOf(error), tables: [], shape, state: {} };
  }
}

async function move(
  { sync, from, to, folder, hears, signal }: SourceSyncParts,
  found: (shape: DiscoveredShape) => void,
): Promise<SyncResult> {
  const { connection, number } = sync;
  signal.throwIfAborted();
  const source = await openSource(from, contextOf(connection, number));
  try {
    const tables = await source.discover(signal);
    const shape = shapeOf(tables);
    found(shape);
    const schemas = hears.discovered(shape);
    const destination = await openDestination(to, connection.id);
    try {
      const settings = settingsOf(sync, schemas, { source: from, destination: to });
      return await runSync(
        buildJob(settings, {
          source: alreadyDiscovered(source, tables),
          destination,
          signal,
          salt: saltOf(folder, describeDestination(to)),
          staging: join(folder, "staging", connection.id),
          now: Date.now,
          declared: [],
          drops: ({ schema, table }) =>
            sync.drops
              .filter((drop) => drop.schema === schema && drop.table === table)
              .map(({ column }) => column),
          destinationSchema: (schema) => destinationSchema(sync, schema),
          resync: ({ schema, table }) =>
            sync.resync === "all" || (own(sync.resync ?? {}, schema)?.includes(table) ?? false),
          observer: observerFor(hears),
        }),
      );
    } finally {
      await destination.close();
    }
  } finally {
    await source.close();
  }
}

/** A stand-in has no cursor of its own. The number of the sync tells the fixtures that it read. */
function stateOf({ number }: SyncToRun, { tables }: SyncResult): Readonly<Record<string, unknown>> {
  return {
    sync: number,
    tables: Object.fromEntries(tables.map(({ table, rows }) => [formatTable(table), { rows }])),
  };
}

/** Where a source without schemas has its tables: in the connection's own schema. */
export function contextOf({ isPrefix, schema }: ConnectionToMove, sync: number): SourceContext {
  return { sync, schema: isPrefix ? "public" : (schema.split(".")[0] ?? schema) };
}

function destinationSchema({ connection, naming }: SyncToRun, schema: string): string {
  return connection.isPrefix
    ? `${connection.schema}_${destinationName(naming, schema)}`
    : (connection.schema.split(".")[0] ?? connection.schema);
}

/** A source that shows the tables of its first look. */
function alreadyDiscovered(source: Source, tables: readonly SourceTable[]): Source {
  return {
    keysAreUnique: source.keysAreUnique,
    discover: () => Promise.resolve(tables),
    read: (request) => source.read(request),
    acknowledge: async (plan, position) => {
      await source.acknowledge(plan, position);
    },
    close: async () => {
      await source.close();
    },
  };
}

function observerFor(hears: SyncToHear): SyncObserver {
  const started = new Map<string, number>();
  const soFar = (table: TableName, rows: number, bytes: number): void => {
    const name = formatTable(table);
    const durationMs = Date.now() - (started.get(name) ?? Date.now());
    hears.progress({ table: name, rows, deleted: 0, bytes, durationMs });
  };
  return {
    onTableStart: (table) => {
      started.set(formatTable(table), Date.now());
      soFar(table, 0, 0);
    },
    onProgress: ({ table, rows, bytes }) => {
      soFar(table, rows, bytes);
    },
    onTableEnd: (result) => {
      hears.progress(movedTable(result));
    },
  };
}

function movedTable({ table, rows, deleted, bytes, milliseconds, error }: TableResult): MovedTable {
  return {
    table: formatTable(table),
    rows,
    deleted,
    bytes,
    durationMs: milliseconds,
    ...(error === undefined ? {} : { error: error.message }),
  };
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
