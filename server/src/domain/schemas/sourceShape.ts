import { namingOf } from "../../facts/services";
import type { ConnectionRecord } from "../../records/account";
import type { SchemaShape, ShapeTarget, SourceShape, TableShape } from "../../records/sourceShape";
import type { Account } from "../account";
import { isTarget } from "../connections/target";

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

/** Gives connections their source, from the next reload or sync on. A target that has one already gets the new one instead. */
export function addShape(account: Account, target: ShapeTarget, shape: SourceShape): void {
  const same = [...account.state.all("sourceShapes")].find((record) => isSameTarget(record.target, target));
  const id = same?.id ?? account.newId();
  account.state.put("sourceShapes", id, { id, target, shape });
}

function isSameTarget(one: ShapeTarget, other: ShapeTarget): boolean {
  return (
    one.connectionId === other.connectionId && one.schema === other.schema && one.service === other.service
  );
}
