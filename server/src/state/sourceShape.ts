import { namingOf } from "../facts/services";
import { type ConnectionTarget, isTarget } from "./connectionTarget";
import type { ConnectionRecord } from "./records";

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

/** The most exact target wins: the connection, then its schema name, then its service. */
export function shapeOf(
  connection: ConnectionRecord,
  shapes: Iterable<{ readonly target: ShapeTarget; readonly shape: SourceShape }>,
): SourceShape {
  let best: SourceShape | undefined;
  let bestRank = -1;
  for (const { target, shape } of shapes) {
    if (!isTarget(target, connection)) continue;
    const rank =
      (target.connectionId === undefined ? 0 : 4) +
      (target.schema === undefined ? 0 : 2) +
      (target.service === undefined ? 0 : 1);
    if (rank > bestRank) [best, bestRank] = [shape, rank];
  }
  return best ?? defaultShape(connection);
}

/** A small shop: `public` of a database, one schema named like the connection for every other service. */
function defaultShape(connection: ConnectionRecord): SourceShape {
  const schema =
    namingOf(connection.service) === "schemaPrefix"
      ? "public"
      : (connection.schema.split(".")[0] ?? connection.schema);
  return schema === "public" ? PUBLIC_SHOP : { schemas: { [schema]: SHOP } };
}

const SHOP: SchemaShape = {
  tables: {
    customers: table("id", ["name", "email", "phone", "created_at", "updated_at"]),
    orders: table("id", ["customer_id", "status", "total", "currency", "created_at", "updated_at"]),
    products: table("id", ["name", "price", "created_at", "updated_at"]),
    payments: table("id", ["order_id", "amount", "card_number", "created_at"]),
    audit_log: table("id", ["actor", "action", "ip_address", "created_at"]),
    fivetran_audit: { ...table("id", ["message", "created_at"]), lock: { reasonCode: "SYSTEM_TABLE" } },
  },
};

/** One object for all databases, so that what is discovered in it can be shared. */
const PUBLIC_SHOP: SourceShape = { schemas: { public: SHOP } };

function table(key: string, columns: readonly string[]): TableShape {
  return {
    columns: {
      [key]: { isPrimaryKey: true },
      ...Object.fromEntries(columns.map((column) => [column, {}])),
    },
    syncMode: "SOFT_DELETE",
  };
}
