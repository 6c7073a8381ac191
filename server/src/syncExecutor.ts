import type { ColumnPath, SchemaChangeHandling, SchemaChoices } from "./records/schemaConfig";
import type { SetupTest } from "./records/setupTests";
import type { SourceShape } from "./records/sourceShape";

/** Settings of a connection or a destination that are no secrets, as the API has them. */
type Configuration = Readonly<Record<string, unknown>>;

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

/** A destination, as one who writes into it is told of it. Credentials are not in it. */
export interface ExecutedDestination {
  /** Id of its group, too. */
  readonly id: string;
  readonly groupName: string;
  readonly service: string;
  readonly config: Configuration;
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
  readonly config: Configuration;
  readonly destinationConfig: Configuration;
  /** Of a Connector SDK connection with a package, on a server that lets such code run. */
  readonly code?: ExecutedCode | undefined;
}

/** One sync of a connection, as it is to be done. */
export interface ExecutedSync {
  readonly connection: ExecutedConnection;
  /** Counts the connection's syncs from 1. */
  readonly number: number;
  readonly naming: "FIVETRAN_NAMING" | "SOURCE_NAMING";
  /** What is read anew: `all`, or tables by schema. */
  readonly resync: "all" | Readonly<Record<string, readonly string[]>> | undefined;
  /** Blocked columns that the destination shall have no more. */
  readonly drops: readonly ColumnPath[];
  /** For code, whose tables are known only while it runs: the policy, and what holds for what is known. */
  readonly handling: SchemaChangeHandling;
  readonly schemas: SchemaChoices;
}

/** Hears what a sync does while it runs. */
export interface SyncListener {
  /** The source has been looked at. @returns what holds for all that it has: as chosen, else as the policy says */
  discovered(shape: SourceShape): SchemaChoices;
  /** What has been moved of a table so far; called when it begins, after each part of it, and at its end. */
  progress(table: SyncedTable): void;
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
  /** Of a function or Connector SDK connection: its cursor state after a success. */
  readonly state?: Readonly<Record<string, unknown>> | undefined;
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
  /** Why it cannot begin, with what a person is to do: the connection is incomplete as long as there is a reason. */
  lacks(connection: ExecutedConnection): string | undefined;
  /** The same for a destination. */
  destinationLacks(destination: ExecutedDestination): string | undefined;
  /** Runs the setup tests of a connection. Never rejects. */
  test(connection: ExecutedConnection): Promise<readonly SetupTest[]>;
  /** Runs the setup tests of a destination. Never rejects. */
  testDestination(destination: ExecutedDestination): Promise<readonly SetupTest[]>;
  /** What the connection's source holds. @throws Error with a message for people */
  discover(connection: ExecutedConnection): Promise<SourceShape>;
  start(sync: ExecutedSync, listener: SyncListener): SyncRun;
  /** Ends all that runs. */
  stop(): Promise<void>;
}
