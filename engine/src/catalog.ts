import { resolve } from "node:path";
import type { z } from "zod";
import type { Machine } from "./connector/machine";
import type { destinationOptions, sourceOptions } from "./connector/options";
import type { Destination } from "./contract/destination";
import type { Source } from "./contract/source";
import { EngineError } from "./errors";
import type { SqlSession } from "./sql/session";
import { SqlDestination } from "./sql/sqlDestination";

/** Options of a source, checked. */
export type SourceSettings = z.output<typeof sourceOptions>;
/** Options of a destination, checked. */
export type DestinationSettings = z.output<typeof destinationOptions>;

/** What opening a source needs besides its options. */
export interface SourceContext {
  /** Number of this sync, from 1. */
  readonly sync: number;
  /** The schema of tables that have none. */
  readonly schema: string;
  /** The clock that waiting for a source goes by. */
  readonly machine?: Machine | undefined;
}

interface SourceKind<Options> {
  readonly open: (options: Options, context: SourceContext) => Promise<Source>;
  /** In words, without credentials. */
  readonly describe: (options: Options) => string;
}

interface DestinationKind<Options> {
  readonly open: (options: Options, connection: string) => Promise<Destination>;
  /** Of a system that speaks SQL: rows of Connector SDK code go to such only. */
  readonly openSession?: (options: Options, connection: string) => Promise<SqlSession>;
  /** In words, without credentials; two that are one have the same. */
  readonly describe: (options: Options) => string;
}

type Kinds<Union extends { readonly type: string }, Kind> = {
  readonly [Type in Union["type"]]: Kind extends "source"
    ? SourceKind<Extract<Union, { readonly type: Type }>>
    : DestinationKind<Extract<Union, { readonly type: Type }>>;
};

/** The sources there are. A new one is a file and a line here. */
const SOURCES: Kinds<SourceSettings, "source"> = {
  postgres: {
    open: async ({ connectionString, tables }) => {
      const { PostgresSource } = await import("./sources/postgres/postgresSource.js");
      return new PostgresSource({ connectionString, tables });
    },
    describe: ({ connectionString }) => describeAddress(connectionString),
  },
  files: {
    open: async ({ path, pattern, format, table, keys }, { schema }) => {
      const { FilesSource } = await import("./sources/files/filesSource.js");
      const { filesByTable } = await import("./sources/files/tableFiles.js");
      return new FilesSource({
        tables: () =>
          filesByTable({ path, pattern, table, schema, format: format === "json" ? "ndjson" : format }),
        keys,
        fileColumns: table !== undefined,
      });
    },
    describe: ({ path }) => `files ${resolve(path)}`,
  },
  rest: {
    open: async (options, { schema, machine }) => {
      const { RestSource } = await import("./sources/rest/restSource.js");
      return new RestSource(options, { schema, machine });
    },
    describe: ({ baseUrl }) => `rest ${withoutSecrets(baseUrl)}`,
  },
  fixtures: {
    open: async ({ path, keys }, { sync, schema }) => {
      const { FilesSource } = await import("./sources/files/filesSource.js");
      const { fixtureTables } = await import("./sources/fixtures/fixtureTables.js");
      return new FilesSource({ tables: () => fixtureTables(path, sync, schema), keys });
    },
    describe: ({ path }) => `fixtures ${resolve(path)}`,
  },
};

/** The destinations there are. A new one is a file and a line here. */
const DESTINATIONS: Kinds<DestinationSettings, "destination"> = {
  duckdb: {
    open: async (options, connection) => new SqlDestination(connection, await openDuckdb(options)),
    openSession: openDuckdb,
    describe: ({ path }) => `duckdb ${resolve(path)}`,
  },
  postgres: {
    open: async (options, connection) =>
      new SqlDestination(connection, await openPostgres(options, connection)),
    openSession: openPostgres,
    describe: ({ connectionString }) => describeAddress(connectionString),
  },
  files: {
    open: async ({ path, format }, connection) => {
      const { FolderDestination } = await import("./destinations/folder/folderDestination.js");
      return await FolderDestination.open(connection, { path: resolve(path), format });
    },
    describe: ({ path }) => `files ${resolve(path)}`,
  },
};

async function openDuckdb({ path }: { readonly path: string }): Promise<SqlSession> {
  const { DuckdbSession } = await import("./destinations/duckdb/duckdbSession.js");
  return await DuckdbSession.open(path);
}

async function openPostgres(
  { connectionString }: { readonly connectionString: string },
  connection: string,
): Promise<SqlSession> {
  const { PostgresSession } = await import("./destinations/postgres/postgresSession.js");
  return await PostgresSession.open(connectionString, connection);
}

/** Opens a source. What it needs is loaded now. */
export async function openSource(options: SourceSettings, context: SourceContext): Promise<Source> {
  const kind = SOURCES[options.type] as SourceKind<SourceSettings>;
  return await kind.open(options, context);
}

/** Opens a destination for one connection. What it needs is loaded now. */
export async function openDestination(
  options: DestinationSettings,
  connection: string,
): Promise<Destination> {
  const kind = DESTINATIONS[options.type] as DestinationKind<DestinationSettings>;
  return await kind.open(options, connection);
}

/**
 * Opens a destination for the rows of Connector SDK code.
 *
 * @throws EngineError for one that cannot take them: they are updates and deletes by key, besides whole rows
 */
export async function openCodeSession(options: DestinationSettings, connection: string): Promise<SqlSession> {
  const kind = DESTINATIONS[options.type] as DestinationKind<DestinationSettings>;
  if (kind.openSession === undefined)
    throw new EngineError(
      `A destination of the type ${options.type} cannot take the rows of Connector SDK code: updates and deletes by key need a database.`,
      {},
      "Let a DuckDB file or a PostgreSQL database stand in for it.",
    );
  return await kind.openSession(options, connection);
}

/** A source in words, without credentials. */
export function describeSource(options: SourceSettings): string {
  return (SOURCES[options.type] as SourceKind<SourceSettings>).describe(options);
}

/** A destination in words, without credentials. */
export function describeDestination(options: DestinationSettings): string {
  return (DESTINATIONS[options.type] as DestinationKind<DestinationSettings>).describe(options);
}

function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}

/** Host, port and database; neither user nor password, nor what stands behind the question mark but the folder of a socket. */
function describeAddress(connectionString: string): string {
  try {
    const url = new URL(connectionString.replace(/^(postgres(?:ql)?:\/\/(?:[^@/]*@)?)\//, "$1socket/"));
    const host = url.searchParams.get("host") ?? url.hostname;
    return `postgres ${host}:${url.port || "5432"}${url.pathname}`;
  } catch {
    return "postgres";
  }
}
