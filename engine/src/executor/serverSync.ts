import type { ConnectorCode } from "../connectorCode/contract";
import type { Naming } from "../names/naming";
import type { StandInTarget } from "./standIns";

/** A connection of a server, as the engine is told of it. */
export interface ConnectionToMove extends StandInTarget {
  readonly isPrefix: boolean;
  /** Of a Connector SDK connection, where the server lets such code run. */
  readonly code?: ConnectorCode | undefined;
}

/** A sync of a server's connection. */
export interface SyncToRun {
  readonly connection: ConnectionToMove;
  readonly number: number;
  readonly naming: Naming;
  readonly handling: "ALLOW_ALL" | "ALLOW_COLUMNS" | "BLOCK_ALL";
  readonly schemas: Readonly<Record<string, SchemaToMove>>;
  readonly resync: "all" | Readonly<Record<string, readonly string[]>> | undefined;
}

/** What holds for one schema. */
export interface SchemaToMove {
  readonly enabled?: boolean | undefined;
  readonly tables?: Readonly<Record<string, TableToMove>> | undefined;
}

/** What holds for one table. */
export interface TableToMove {
  readonly enabled?: boolean | undefined;
  readonly syncMode?: "SOFT_DELETE" | "HISTORY" | "LIVE" | undefined;
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

/** How a sync ended. */
export interface SyncEnd {
  readonly outcome: "SUCCESSFUL" | "FAILED";
  readonly reason?: string | undefined;
  /** More about it, such as the traceback of a connector's code. */
  readonly details?: string | undefined;
  readonly warnings?: readonly string[] | undefined;
  readonly tables: readonly {
    readonly table: string;
    readonly rows: number;
    readonly deleted: number;
    readonly bytes: number;
    readonly durationMs: number;
    readonly error?: string | undefined;
  }[];
  readonly shape: DiscoveredShape | undefined;
}
