import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { OwnersCredentials } from "../credentials/credentials";
import type { DbosOptions } from "../dbos/dbosExecutor";
import type { Database } from "../store/database";
import { openPostgresDatabase } from "../store/postgresDatabase";
import { openSqliteDatabase } from "../store/sqliteDatabase";
import { openStore } from "../store/store";
import {
  keyOfFolder,
  type MasterKey,
  MasterKeyError,
  type MasterKeys,
  readMasterKey,
} from "../vault/masterKey";
import type { StepListener } from "../workflow/host";
import { JournalExecutor } from "../workflow/journalExecutor";
import { Runtime, type RuntimeOptions } from "./runtime";

/** Where operations are kept, and how patient they are. */
export interface OperationsOptions {
  /** Folder of the SQLite file: one process at a time. On Postgres it holds no operations. */
  readonly data: string;

  /**
   * URL of a Postgres in which operations are kept instead, and which several processes may share. Needs the packages `pg` and
   * `@dbos-inc/dbos-sdk`, and a `key`.
   */
  readonly database?: string;

  /** Key of DBOS Conductor, with `database`. @default the variable DBOS_CONDUCTOR_KEY */
  readonly conductorKey?: string;

  /** What DBOS logs to. */
  readonly dbosLogger?: DbosOptions["logger"];

  /**
   * The master key, 32 bytes in base64 or hexadecimal digits.
   *
   * @default the variable FIVETRAN_OPERATIONS_KEY, else a file in the data folder, made at the first start
   */
  readonly key?: string;

  /** The master key before this one, while it is changed. @default the variable FIVETRAN_OPERATIONS_KEY_PREVIOUS */
  readonly previousKey?: string;

  /** A JSON file with credentials by name. */
  readonly credentialsFile?: string;

  /** Where Fivetran is. @default the variable FIVETRAN_API_URL, else Fivetran's own address */
  readonly apiUrl?: string;

  /** The first wait before a step is tried again. @unit milliseconds @default 1000 */
  readonly retryMs?: number;

  /** How long a step is tried again while Fivetran does not answer. @unit milliseconds @default 600_000 */
  readonly patienceMs?: number;

  /** The first wait between two looks whether a sync has ended; grows to ten times as long. @unit milliseconds @default 5000 */
  readonly pollMs?: number;

  /** @default the process's own */
  readonly environment?: Readonly<Record<string, string | undefined>>;

  /** Told what keeps an operation from going on. */
  readonly onProblem?: (operationId: string, message: string) => void;

  /** Told, at once, where each step is. */
  readonly onStep?: StepListener;

  /** Told of every request to Fivetran. */
  readonly onClientEvent?: RuntimeOptions["onClientEvent"];

  /** The client for operations that were begun from code by a process that is gone. */
  readonly client?: FivetranClient | undefined;
}

/**
 * Opens a store of operations and goes on with those that are unfinished.
 *
 * @throws {FolderInUseError} while another process uses the folder
 * @throws {MasterKeyError} for another key than the store's
 */
export async function openOperations(options: OperationsOptions): Promise<Runtime> {
  const { environment = process.env } = options;
  if (options.database === undefined) {
    const database = await openSqliteDatabase(options.data);
    return openOn(
      database,
      options,
      (host) => new JournalExecutor(host),
      () => keyOfFolder(options.data),
    );
  }
  const { database: url, dbosLogger: logger = SILENT } = options;
  const conductorKey = options.conductorKey ?? given(environment["DBOS_CONDUCTOR_KEY"]);
  const database = await openPostgresDatabase(url);
  // Loaded with --database only: DBOS is an optional package.
  const { DbosExecutor } = await import("../dbos/dbosExecutor.js");
  return openOn(
    database,
    options,
    (host) => new DbosExecutor(host, { database, url, conductorKey, logger }),
    noKey,
  );
}

async function openOn(
  database: Database,
  options: OperationsOptions,
  makeExecutor: RuntimeOptions["makeExecutor"],
  fallback: () => MasterKey,
): Promise<Runtime> {
  const { environment = process.env, retryMs = 1_000, patienceMs = 600_000, pollMs = 5_000 } = options;
  try {
    const store = await openStore(database, keysFrom(options, environment, fallback));
    const runtime = new Runtime({
      store,
      owners: new OwnersCredentials(environment, options.credentialsFile),
      apiUrl: options.apiUrl ?? given(environment["FIVETRAN_API_URL"]),
      settings: { retryMs, patienceMs, pollMs },
      makeExecutor,
      client: options.client,
      ...(options.onClientEvent === undefined ? {} : { onClientEvent: options.onClientEvent }),
      ...(options.onProblem === undefined ? {} : { onProblem: options.onProblem }),
    });
    if (options.onStep !== undefined) runtime.onStepEvent(options.onStep);
    await runtime.executor.recover();
    return runtime;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function noKey(): MasterKey {
  throw new MasterKeyError(
    "Operations on a database need FIVETRAN_OPERATIONS_KEY, the same in every process: make one by 'openssl rand -base64 32', and keep it where backups of the database are not.",
  );
}

const SILENT: DbosOptions["logger"] = {
  info: () => undefined,
  debug: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** @throws {MasterKeyError} */
export function keysFrom(
  { key, previousKey }: Pick<OperationsOptions, "key" | "previousKey">,
  environment: Readonly<Record<string, string | undefined>>,
  fallback: () => MasterKey,
): MasterKeys {
  const text = key ?? given(environment["FIVETRAN_OPERATIONS_KEY"]);
  const previous = previousKey ?? given(environment["FIVETRAN_OPERATIONS_KEY_PREVIOUS"]);
  return {
    current: text === undefined ? fallback() : readMasterKey(text, "FIVETRAN_OPERATIONS_KEY"),
    ...(previous === undefined
      ? {}
      : { previous: readMasterKey(previous, "FIVETRAN_OPERATIONS_KEY_PREVIOUS") }),
  };
}

/**
 * Gives the unfinished operations that were begun from code, by a process that is gone, a client with which they go on. Those
 * whose connection it does not show are left alone.
 *
 * @returns the ids of those that go on
 */
export async function resumeOperations({
  client,
  store,
}: {
  readonly client: FivetranClient;
  readonly store: Runtime;
}): Promise<string[]> {
  const resumed: string[] = [];
  for (const { id, credentials } of await store.store.operations.unfinished()) {
    if (credentials !== "code" || store.hasClient(id)) continue;
    if (await store.showsConnectionsOf(id, client)) {
      await store.setCredentials(id, { client });
      resumed.push(id);
    }
  }
  return resumed;
}

function given(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
