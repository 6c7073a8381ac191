import type { ConnectorCode } from "../connectorCode/contract";
import type { Naming } from "../names/naming";
import type { SchemaHandling } from "../plan/schemaRules";

/** Whom something is looked for: a connection with its group and the service of its destination. */
export interface StandInTarget {
  readonly id: string;
  readonly schema: string;
  readonly service: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly destinationService: string | undefined;
}

/** Settings of a connection or a destination that are no secrets, as the API has them. Only an entry with `real: true` uses them. */
export type Configuration = Readonly<Record<string, unknown>>;

/** A destination of a server, as the engine is told of it. */
export interface DestinationToMove {
  /** Id of its group, too. */
  readonly id: string;
  readonly groupName: string;
  readonly service: string;
  readonly config: Configuration;
}

/** A connection of a server, as the engine is told of it. */
export interface ConnectionToMove extends StandInTarget {
  readonly isPrefix: boolean;
  readonly config: Configuration;
  readonly destinationConfig: Configuration;
  /** Of a Connector SDK connection, where the server lets such code run. */
  readonly code?: ConnectorCode | undefined;
}

/** A column by its names at the source. */
interface ColumnToDrop {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** A sync of a server's connection. */
export interface SyncToRun {
  readonly connection: ConnectionToMove;
  readonly number: number;
  readonly naming: Naming;
  readonly resync: "all" | Readonly<Record<string, readonly string[]>> | undefined;
  /** Blocked columns that the destination shall have no more. */
  readonly drops: readonly ColumnToDrop[];
  /** For code, whose tables are known only while it runs: the policy, and what holds for what is known. */
  readonly handling: SchemaHandling;
  readonly schemas: SchemasToMove;
}

/** What holds for schemas, tables and columns: a server knows every one that it has been told of. */
export type SchemasToMove = Readonly<Record<string, SchemaToMove>>;

/** Hears what a sync does while it runs. */
export interface SyncToHear {
  /** The source has been looked at. @returns what holds for all that it has */
  discovered(shape: DiscoveredShape): SchemasToMove;
  /** What has been moved of a table so far. */
  progress(table: MovedTable): void;
}

/** What holds for one schema. */
interface SchemaToMove {
  readonly enabled?: boolean | undefined;
  readonly tables?: Readonly<Record<string, TableToMove>> | undefined;
}

/** Which rows of a table are moved, in the API's words. */
export interface FilterToApply {
  /** `AND` when not given. */
  readonly operator?: "OR" | undefined;
  readonly column_clauses: readonly {
    readonly column: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}

/** What holds for one table. */
export interface TableToMove {
  readonly enabled?: boolean | undefined;
  readonly syncMode?: "SOFT_DELETE" | "HISTORY" | "LIVE" | undefined;
  readonly rowFilter?: FilterToApply | null | undefined;
  readonly columns?:
    | Readonly<
        Record<
          string,
          {
            readonly enabled?: boolean | undefined;
            readonly hashed?: boolean | undefined;
            readonly isPrimaryKey?: boolean | undefined;
          }
        >
      >
    | undefined;
}

/** What a source holds, as the server discovers it. */
export interface DiscoveredShape {
  readonly schemas: Readonly<
    Record<
      string,
      {
        readonly tables: Readonly<
          Record<
            string,
            {
              readonly syncMode: "SOFT_DELETE";
              readonly columns: Readonly<
                Record<string, { readonly type: string; readonly isPrimaryKey?: boolean | undefined }>
              >;
            }
          >
        >;
      }
    >
  >;
}

/** What a sync has moved of a table. */
export interface MovedTable {
  /** `schema.table` of the source. */
  readonly table: string;
  readonly rows: number;
  readonly deleted: number;
  readonly bytes: number;
  readonly durationMs: number;
  readonly error?: string | undefined;
}

/** How a sync ended. */
export interface SyncEnd {
  readonly outcome: "SUCCESSFUL" | "FAILED";
  readonly reason?: string | undefined;
  /** More about it, such as the traceback of a connector's code. */
  readonly details?: string | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly tables: readonly MovedTable[];
  readonly shape: DiscoveredShape | undefined;
  /** How far the source was read, where the API shows that and the code has not told it itself. */
  readonly state?: Readonly<Record<string, unknown>> | undefined;
}

/** One setup test, as the API returns it. */
export interface SetupTestResult {
  readonly title: string;
  readonly status: "PASSED" | "WARNING" | "FAILED" | "SKIPPED";
  readonly message: string;
}
