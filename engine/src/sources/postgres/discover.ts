import type { Client } from "pg";
import type { SourceTable, TableName } from "../../contract/table";
import { type CatalogType, logicalType } from "./columnTypes";

/** A table with what only this source knows of its columns. */
export interface CatalogTable extends SourceTable {
  readonly types: ReadonlyMap<string, CatalogType>;
}

/** Domains may stand on domains: the base type, with the modifier that is nearest to the column. */
const CATALOG = `
WITH RECURSIVE base(oid, typid, modifier) AS (
  SELECT t.oid, t.oid, -1 FROM pg_type t
  UNION ALL
  SELECT b.oid, t.typbasetype, CASE WHEN b.modifier >= 0 THEN b.modifier ELSE t.typtypmod END
  FROM base b JOIN pg_type t ON t.oid = b.typid WHERE t.typtype = 'd'
)
SELECT n.nspname AS schema, c.relname AS table, a.attname AS name,
  t.typname AS type_name, t.typtype AS kind, t.typcategory = 'A' AND t.typelem <> 0 AS is_array,
  CASE WHEN a.atttypmod >= 0 THEN a.atttypmod ELSE b.modifier END AS modifier,
  format_type(a.atttypid, a.atttypmod) AS source_type,
  COALESCE(a.attnum = ANY (i.indkey::int2[]), false) AS primary_key
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN base b ON b.oid = a.atttypid
JOIN pg_type t ON t.oid = b.typid AND t.typtype <> 'd'
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
ORDER BY n.nspname, c.relname, a.attnum`;

interface CatalogRow {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly type_name: string;
  readonly kind: string;
  readonly is_array: boolean;
  readonly modifier: number;
  readonly source_type: string;
  readonly primary_key: boolean;
}

/** Reads the tables of a database with their columns; not partitions of their own, views, or what belongs to the system. */
export async function discoverTables(
  client: Client,
  wanted: (table: TableName) => boolean,
): Promise<CatalogTable[]> {
  const { rows } = await client.query<CatalogRow>(CATALOG);
  const tables = new Map<string, CatalogRow[]>();
  for (const row of rows) {
    if (!wanted(row)) continue;
    const key = JSON.stringify([row.schema, row.table]);
    tables.set(key, [...(tables.get(key) ?? []), row]);
  }
  return [...tables.values()].flatMap((columns) => {
    const [first] = columns;
    return first === undefined ? [] : [catalogTable(first, columns)];
  });
}

function catalogTable({ schema, table }: CatalogRow, rows: readonly CatalogRow[]): CatalogTable {
  const types = new Map(rows.map((row) => [row.name, catalogType(row)]));
  return {
    schema,
    table,
    types,
    columns: rows.map((row) => ({
      name: row.name,
      type: logicalType(catalogType(row)),
      primaryKey: row.primary_key,
      sourceType: row.source_type,
    })),
  };
}

function catalogType(row: CatalogRow): CatalogType {
  return { name: row.type_name, kind: row.kind, isArray: row.is_array, modifier: row.modifier };
}
