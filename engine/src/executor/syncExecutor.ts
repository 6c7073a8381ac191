import { join } from "node:path";
import { describeDestination, openDestination, openSource } from "../catalog";
import { buildJob, type ConnectorSettings } from "../connector/buildJob";
import { failureOf } from "../connector/syncRecord";
import { formatTable } from "../contract/table";
import { EngineError, messageOf } from "../errors";
import { destinationName } from "../names/naming";
import { saltOf } from "../privacy/saltFile";
import { runSync, type SyncResult } from "../sync/runSync";
import { shapeOf } from "./discoveredShape";
import type { ConnectionToMove, DiscoveredShape, SyncEnd, SyncToRun } from "./serverSync";
import {
  checkStandIns,
  destinationFor,
  missingLines,
  readStandIns,
  type StandIns,
  type StandInsInput,
  sourceFor,
} from "./standIns";

export interface SyncExecutorOptions {
  /** A YAML file, or what it would hold; paths count from the file's folder, else from the working directory. */
  readonly standIns: string | StandInsInput;
  /** Where salts and staged rows are kept; `.fivetran-engine` in the working directory when not given. */
  readonly folder?: string | undefined;
}

/**
 * Moves the data of a local server's connections: `startServer({ engine: createSyncExecutor({ standIns: "stand-ins.yaml" }) })`. No
 * system is touched that the stand-ins do not name.
 *
 * @throws EngineError for stand-ins that are wrong, with everything that is
 */
export function createSyncExecutor({
  standIns,
  folder = ".fivetran-engine",
}: SyncExecutorOptions): EngineExecutor {
  return new EngineExecutor(
    typeof standIns === "string"
      ? readStandIns(standIns)
      : checkStandIns(standIns, "`standIns`", process.cwd()),
    folder,
  );
}

/** What a local server gives its syncs to. */
export class EngineExecutor {
  readonly #standIns: StandIns;
  readonly #folder: string;
  readonly #running = new Set<AbortController>();
  /** The last sync into each destination: a DuckDB file has one writer. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(standIns: StandIns, folder: string) {
    this.#standIns = standIns;
    this.#folder = folder;
  }

  /** Every connection: one that the file does not name fails with the lines that it lacks, and nothing of it is touched. */
  canRun(connection: ConnectionToMove): boolean {
    return connection.service !== "fivetran_metadata";
  }

  async discover(connection: ConnectionToMove): Promise<DiscoveredShape> {
    const source = await this.#openSource(connection, 1);
    try {
      return shapeOf(await source.discover(new AbortController().signal));
    } finally {
      await source.close();
    }
  }

  start(sync: SyncToRun): { readonly ended: Promise<SyncEnd>; cancel(): void } {
    const abort = new AbortController();
    this.#running.add(abort);
    const ended = this.#run(sync, abort.signal).finally(() => this.#running.delete(abort));
    return {
      ended,
      cancel: () => {
        abort.abort(new EngineError("The sync was canceled."));
      },
    };
  }

  async stop(): Promise<void> {
    for (const abort of this.#running) abort.abort(new EngineError("The server has stopped."));
    await Promise.all(this.#last.values());
  }

  async #run(sync: SyncToRun, signal: AbortSignal): Promise<SyncEnd> {
    let shape: DiscoveredShape | undefined;
    try {
      const result = await this.#move(sync, signal, (found) => {
        shape = found;
      });
      const failure = failureOf(result);
      return {
        outcome: failure === undefined ? "SUCCESSFUL" : "FAILED",
        reason: failure?.message,
        tables: result.tables.map((table) => ({
          table: formatTable(table.table),
          rows: table.rows,
          deleted: table.deleted,
          bytes: table.bytes,
          durationMs: table.milliseconds,
          ...(table.error === undefined ? {} : { error: table.error.message }),
        })),
        shape,
      };
    } catch (error) {
      return { outcome: "FAILED", reason: messageOf(error), tables: [], shape };
    }
  }

  async #move(
    sync: SyncToRun,
    signal: AbortSignal,
    discovered: (shape: DiscoveredShape) => void,
  ): Promise<SyncResult> {
    const { connection, number } = sync;
    const to = this.#destinationOf(connection);
    const name = describeDestination(to);
    return await this.#inTurn(name, async () => {
      signal.throwIfAborted();
      const source = await this.#openSource(connection, number);
      try {
        const destination = await openDestination(to, connection.id);
        try {
          const job = buildJob(settingsOf(sync, this.#sourceOf(connection), to), {
            source: {
              keysAreUnique: source.keysAreUnique,
              discover: async (stop) => {
                const tables = await source.discover(stop);
                discovered(shapeOf(tables));
                return tables;
              },
              read: (request) => source.read(request),
              acknowledge: async (plan, position) => {
                await source.acknowledge(plan, position);
              },
              close: async () => {
                await source.close();
              },
            },
            destination,
            signal,
            salt: saltOf(this.#folder, name),
            staging: join(this.#folder, "staging", connection.id),
            now: Date.now,
            declared: [],
            destinationSchema: (schema) =>
              connection.isPrefix
                ? `${connection.schema}_${destinationName(sync.naming, schema)}`
                : (connection.schema.split(".")[0] ?? connection.schema),
            resync: ({ schema, table }) =>
              sync.resync === "all" || (own(sync.resync ?? {}, schema)?.includes(table) ?? false),
            observer: {},
          });
          return await runSync(job);
        } finally {
          await destination.close();
        }
      } finally {
        await source.close();
      }
    });
  }

  async #inTurn<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#last.get(name) ?? Promise.resolve()).then(work, work);
    this.#last.set(
      name,
      turn.catch(() => undefined),
    );
    return await turn;
  }

  async #openSource(connection: ConnectionToMove, sync: number) {
    const schema = connection.isPrefix ? "public" : (connection.schema.split(".")[0] ?? connection.schema);
    return await openSource(this.#sourceOf(connection), { sync, schema });
  }

  #sourceOf(connection: ConnectionToMove): StandIns["sources"][number]["source"] {
    const found = sourceFor(this.#standIns, connection);
    if (found === undefined) throw this.#missing(connection);
    return found.source;
  }

  #destinationOf(connection: ConnectionToMove): StandIns["destinations"][number]["destination"] {
    const found = destinationFor(this.#standIns, connection);
    if (found === undefined) throw this.#missing(connection);
    return found.destination;
  }

  #missing(connection: ConnectionToMove): EngineError {
    return new EngineError(
      `Nothing stands in for the connection ${connection.schema} or its destination, so that nothing was moved.`,
      {},
      `Add to the file of stand-ins:\n${missingLines(this.#standIns, connection) ?? ""}`,
    );
  }
}

/** The settings of a pipeline in code that does what the server's connection says. */
function settingsOf(
  { connection, naming, handling, schemas }: SyncToRun,
  source: ConnectorSettings["source"],
  destination: ConnectorSettings["destination"],
): ConnectorSettings {
  return {
    id: connection.id,
    source,
    destination,
    schema: {
      naming,
      handling,
      // As Fivetran does, a sync goes on when a column has been dropped or re-typed.
      allowBreaking: true,
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, { enabled, tables = {} }]) => [
          name,
          {
            enabled,
            tables,
          },
        ]),
      ),
    },
  };
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
