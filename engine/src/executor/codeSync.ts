/** The sync of a connection whose own code is run. */
import { join } from "node:path";
import { describeDestination, openCodeSession } from "../catalog";
import type { ConnectorSettings } from "../connector/buildJob";
import { sourceTableOf } from "../connectorCode/codeTable";
import type { CodeEnd, CodeRequest, CodeRunner, CodeTable, ConnectorCode } from "../connectorCode/contract";
import { SqlCodeDestination } from "../connectorCode/sqlCodeDestination";
import { messageOf } from "../errors";
import type { SchemaRules } from "../plan/schemaRules";
import { saltOf } from "../privacy/saltFile";
import { SegmentFolder } from "../segments/segmentFolder";
import { shapeOf } from "./discoveredShape";
import type { ConnectionToMove, DiscoveredShape, SyncEnd, SyncToRun } from "./serverSync";

export interface CodeSyncParts {
  readonly runner: CodeRunner;
  readonly code: ConnectorCode;
  readonly sync: SyncToRun;
  readonly rules: SchemaRules;
  readonly to: ConnectorSettings["destination"];
  /** The engine's own. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** Never rejects. */
export async function runCodeSync(parts: CodeSyncParts): Promise<SyncEnd> {
  const { connection } = parts.sync;
  let destination: SqlCodeDestination | undefined;
  const started = Date.now();
  try {
    destination = await openDestination(parts);
    const end = await runCode(parts, destination);
    return syncEnd(end, destination, connection, Date.now() - started);
  } catch (error) {
    // What was committed before stays, and counts.
    const failure = { message: messageOf(error), traceback: "" };
    if (destination === undefined)
      return { outcome: "FAILED", reason: failure.message, tables: [], shape: undefined };
    return syncEnd({ failure, warnings: [] }, destination, connection, Date.now() - started);
  } finally {
    await destination?.close();
  }
}

async function openDestination({ sync, rules, to, folder }: CodeSyncParts): Promise<SqlCodeDestination> {
  const { connection } = sync;
  const session = await openCodeSession(to, connection.id);
  try {
    return await SqlCodeDestination.open(session, {
      connection: connection.id,
      rules: {
        rules,
        naming: sync.naming,
        schema: connection.schema,
        hasHistory: (schema, table) => syncModeOf(sync, schema, table) === "HISTORY",
      },
      salt: saltOf(folder, describeDestination(to)),
      folder: new SegmentFolder(join(folder, "staging", connection.id)),
      now: Date.now,
    });
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function runCode(
  { runner, code, sync, signal }: CodeSyncParts,
  destination: SqlCodeDestination,
): Promise<CodeEnd> {
  const committed = (await destination.readState())?.state;
  const isOwn = code.stateIsCommitted || code.state === undefined;
  const state = (isOwn ? committed : code.state) ?? "{}";
  return await runner.sync({ ...codeRequest(sync.connection, code, signal), state, destination });
}

/** What a runner is told of a connection. */
export function codeRequest(
  { id, schema, groupId }: ConnectionToMove,
  code: ConnectorCode,
  signal: AbortSignal,
): CodeRequest {
  return { connection: { id, name: schema, groupId }, code, signal };
}

/** The tables of the code, as a server keeps what a source holds. */
export function codeShape(tables: readonly CodeTable[], connection: string): DiscoveredShape {
  return shapeOf(tables.map((table) => sourceTableOf(table, connection)));
}

function syncEnd(
  { failure, warnings }: CodeEnd,
  destination: SqlCodeDestination,
  connection: ConnectionToMove,
  durationMs: number,
): SyncEnd {
  const { definitions } = destination;
  return {
    outcome: failure === undefined ? "SUCCESSFUL" : "FAILED",
    reason: failure?.message,
    ...(failure === undefined || failure.traceback === "" ? {} : { details: failure.traceback }),
    warnings,
    tables: destination.results.map(({ table, upserts, updates, deletes, bytes }) => ({
      table,
      rows: upserts + updates,
      deleted: deletes,
      bytes,
      durationMs,
    })),
    shape: definitions.length === 0 ? undefined : codeShape(definitions, connection.schema),
  };
}

function syncModeOf({ schemas }: SyncToRun, schema: string, table: string): string | undefined {
  const ofSchema = Object.hasOwn(schemas, schema) ? schemas[schema] : undefined;
  const tables = ofSchema?.tables ?? {};
  return Object.hasOwn(tables, table) ? tables[table]?.syncMode : undefined;
}
