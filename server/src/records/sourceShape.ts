import type { ConnectionTarget } from "./connectionTarget";

export type LockReason = "SYSTEM_TABLE" | "SYSTEM_COLUMN" | "DELETED" | "OTHER";

/** Why users cannot change whether an element is synced. */
export interface Lock {
  readonly reasonCode: LockReason;
  /** Shown for `OTHER`. */
  readonly reason?: string | undefined;
}

export type SyncMode = "SOFT_DELETE" | "HISTORY" | "LIVE";

export interface ColumnShape {
  /** As the source calls it. Only the Metadata API shows it. */
  readonly type?: string | undefined;
  readonly isPrimaryKey?: boolean | undefined;
  readonly lock?: Lock | undefined;
  /** Whether a locked column is synced; true when not given. */
  readonly enabled?: boolean | undefined;
}

export interface TableShape {
  readonly columns: Readonly<Record<string, ColumnShape>>;
  readonly lock?: Lock | undefined;
  /** Whether a locked table is synced; true when not given. */
  readonly enabled?: boolean | undefined;
  /** True when not given. */
  readonly supportsColumnsConfig?: boolean | undefined;
  /** The table that it is grouped under, which the API shows. */
  readonly parentTable?: string | undefined;
  /** True when not given. */
  readonly supportsHistoryMode?: boolean | undefined;
  /** The mode it starts with, for a table whose mode can be switched. */
  readonly syncMode?: SyncMode | undefined;
}

export interface SchemaShape {
  readonly tables: Readonly<Record<string, TableShape>>;
}

/** What a source holds: the truth that reloads and syncs discover. */
export interface SourceShape {
  readonly schemas: Readonly<Record<string, SchemaShape>>;
}

/** Which connections have a shape. */
export type ShapeTarget = Omit<ConnectionTarget, "host">;
