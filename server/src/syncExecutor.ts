import type { SchemaChangeHandling, SchemaChoices } from "./records/schemaConfig";
import type { SetupTest } from "./records/setupTests";
import type { SourceShape } from "./records/sourceShape";

/** The code of a Connector SDK connection, for one who runs it. */
export interface ExecutedCode {
  readonly packageId: string;
  /** Of the package, in hex. */
  readonly sha256: string;
  /** The package, a ZIP file, in pieces. */
  read(): AsyncIterable<Uint8Array>;
  /** Such as `3.12`; undefined where the connection does not say it. */
  readonly pythonVersion: string | undefined;
  /** The connection's secrets, in the clear. @throws Error where they were not kept */
  configuration(): Readonly<Record<string, string>>;
  /** As JSON; undefined before the first checkpoint. */
  readonly state: string | undefined;
  /** Whether `state` came from a checkpoint of such a run, and not from a person. */
  readonly stateIsCommitted: boolean;
  /** Keeps the state of a checkpoint while the sync runs that it belongs to. */
  keepState(state: string): void;
}

/** A connection, as one who moves its data is told of it. Credentials are not in it, but for code that is run. */
export interface ExecutedConnection {
  readonly id: string;
  readonly service: string;
  readonly groupId: string;
  readonly groupName: string;
  /** Its name: the destination's schema, `schema.table`, or the prefix of its schemas. */
  readonly schema: string;
  /** Whether each schema of the source becomes one of the destination, with `schema` before its name. */
  readonly isPrefix: boolean;
  /** Service of the destination; undefined where the group has none. */
  readonly destinationService: string | undefined;
  /** Of a Connector SDK connection with a package, on a server that lets such code run. */
  readonly code?: ExecutedCode | undefined;
}

/** One sync of a connection, as it is to be done. */
export interface ExecutedSync {
  readonly connection: ExecutedConnection;
  /** Counts the connection's syncs from 1. */
  readonly number: number;
  readonly naming: "FIVETRAN_NAMING" | "SOURCE_NAMING";
  readonly handling: SchemaChangeHandling;
  /** What holds for each element that is known: as chosen, else as discovered. */
  readonly schemas: SchemaChoices;
  /** What is read anew: `all`, or tables by schema. */
  readonly resync: "all" | Readonly<Record<string, readonly string[]>> | undefined;
}

/** What was moved of a table. */
export interface SyncedTable {
  /** `schema.table` of the source. */
  readonly table: string;
  readonly rows: number;
  readonly deleted: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly error?: string | undefined;
}

/** How a sync ended. */
export interface ExecutedEnd {
  readonly outcome: "SUCCESSFUL" | "FAILED";
  /** Why it failed, and what to do. */
  readonly reason?: string | undefined;
  /** More about it, such as the traceback of a connector's code; it holds no secret. */
  readonly details?: string | undefined;
  /** What the source itself warned of. */
  readonly warnings?: readonly string[] | undefined;
  readonly tables: readonly SyncedTable[];
  /** What the source holds now; undefined where it could not be read. */
  readonly shape: SourceShape | undefined;
}

/** A sync that runs. */
export interface SyncRun {
  /** Never rejects. */
  readonly ended: Promise<ExecutedEnd>;
  /** Ends it before its time. What it has committed stays. */
  cancel(): void;
}

/** Moves the data of connections. The server knows nothing of how. */
export interface SyncExecutor {
  /** Whether it moves the data of this connection. The syncs of others take the time and end as their rules say. */
  canRun(connection: ExecutedConnection): boolean;
  /** What the connection's source holds. @throws Error with a message for people */
  discover(connection: ExecutedConnection): Promise<SourceShape>;
  /** Runs the setup tests of a connection's own code; undefined for a connection whose tests the server decides. Never rejects. */
  test?(connection: ExecutedConnection): Promise<readonly SetupTest[] | undefined>;
  start(sync: ExecutedSync): SyncRun;
  /** Ends all that runs. */
  stop(): Promise<void>;
}
