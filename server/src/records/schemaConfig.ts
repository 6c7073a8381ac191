import type { RowFilter } from "./rowFilter";
import type { Lock, SyncMode } from "./sourceShape";

/** A column that is to be dropped in the destination. */
export interface ColumnPath {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** What happens to schemas, tables and columns that appear after set-up; a change of it moves nothing that is known already. */
export type SchemaChangeHandling = "ALLOW_ALL" | "ALLOW_COLUMNS" | "BLOCK_ALL";

export interface ColumnChoice {
  readonly enabled?: boolean | undefined;
  readonly hashed?: boolean | undefined;
  readonly isPrimaryKey?: boolean | undefined;
  /** What it becomes in the destination; null takes back what was chosen. */
  readonly targetDataType?: string | null | undefined;
}

export interface TableChoice {
  readonly enabled?: boolean | undefined;
  readonly syncMode?: SyncMode | undefined;
  /** Null removes. */
  readonly rowFilter?: RowFilter | null | undefined;
  readonly columns?: Readonly<Record<string, ColumnChoice>> | undefined;
}

export interface SchemaChoice {
  readonly enabled?: boolean | undefined;
  readonly tables?: Readonly<Record<string, TableChoice>> | undefined;
}

/** Choices by schema name. They are sparse: what no user ever set is not in them. */
export type SchemaChoices = Readonly<Record<string, SchemaChoice>>;

/** `enabled` is what holds while no user chose: the policy's decision when the element first appeared. */
export interface DiscoveredColumn {
  readonly enabled: boolean;
  readonly lock?: Lock | undefined;
  readonly isPrimaryKey?: boolean | undefined;
}

export interface DiscoveredTable {
  readonly enabled: boolean;
  readonly lock?: Lock | undefined;
  readonly supportsColumnsConfig: boolean;
  readonly supportsHistoryMode: boolean;
  readonly parentTable?: string | undefined;
  readonly syncMode?: SyncMode | undefined;
  readonly columns: Readonly<Record<string, DiscoveredColumn>>;
}

export interface DiscoveredSchema {
  readonly enabled: boolean;
  readonly tables: Readonly<Record<string, DiscoveredTable>>;
}

/** Every element that any reload has found, in the source's order; elements that have left the source are locked as `DELETED`. */
export interface DiscoveryRecord {
  readonly schemas: Readonly<Record<string, DiscoveredSchema>>;
}
