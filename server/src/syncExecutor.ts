import type { SchemaChangeHandling, SchemaChoices } from "./records/schemaConfig";
import type { SourceShape } from "./records/sourceShape";

/** A connection, as one who moves its data is told of it. Credentials are not in it. */
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
  start(sync: ExecutedSync): SyncRun;
  /** Ends all that runs. */
  stop(): Promise<void>;
}
