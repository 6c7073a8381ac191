/** The statements that bring staged rows into a table, by the rules of Fivetran's destinations. */
import { SEQUENCE, SHAPE } from "../port";
import { jsonType, literal, quoted } from "./types";

export type Mode = "soft-delete" | "live";

export const SYNCED = "_fivetran_synced";
export const DELETED = "_fivetran_deleted";
/** Stands in for the key of a table without one: a hash of the row's values. */
export const ROW_ID = "_fivetran_id";

export const SYSTEM_COLUMNS: Readonly<Record<string, string>> = {
  [SYNCED]: "TIMESTAMP WITH TIME ZONE",
  [DELETED]: "BOOLEAN",
};

/** A table at the destination, and what one batch of its rows has. */
export interface Target {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly key: readonly string[];
  /** All columns of the table but the system's, in DuckDB's types. */
  readonly columns: ReadonlyMap<string, string>;
  /** Of the batch: a column's name at the source by that at the destination. */
  readonly given: ReadonlyMap<string, string>;
  /** Of the batch's updates: names at the destination, by the number of the shape. */
  readonly shapes: readonly (readonly string[])[];
  readonly mode: Mode;
}

const STAGED = "temp.staged";
const OPERATION = `(${quoted(SEQUENCE)} & 3)`;
const UPSERT = 0;
const UPDATE = 1;
const DELETE = 2;
/** DuckDB's own smallest, in bytes. */
const MIN_OBJECT_BYTES = 16 * 1024 * 1024;

/** Reads a file of lines into a temporary table, with the types of the target's columns. */
export function stage(target: Target, file: string, longestBytes: number): string {
  const columns = [...target.given].map(([name, source]) => {
    const type = target.columns.get(name) ?? "VARCHAR";
    const value = type === "BLOB" ? `from_base64(${quoted(source)})` : quoted(source);
    return { name, read: `${literal(source)}: ${literal(jsonType(type))}`, value };
  });
  const read = [
    ...columns.map((each) => each.read),
    `${literal(SEQUENCE)}: 'BIGINT'`,
    `${literal(SHAPE)}: 'INTEGER'`,
  ];
  const selected = [
    ...columns.map(({ name, value }) => `${value} AS ${quoted(name)}`),
    quoted(SEQUENCE),
    quoted(SHAPE),
  ];
  const limit = Math.max(MIN_OBJECT_BYTES, longestBytes);
  const source = `read_json(${literal(file)}, format = 'newline_delimited', columns = {${read.join(", ")}}, maximum_object_size = ${limit})`;
  const rows = `SELECT ${selected.join(", ")} FROM ${source}`;
  const hashed =
    target.key[0] === ROW_ID ? `SELECT *, ${rowId(target)} AS ${quoted(ROW_ID)} FROM (${rows})` : rows;
  return `CREATE OR REPLACE TEMP TABLE staged AS ${hashed}`;
}

/** A hash of what a row holds, not of what it lacks: a column that is added later changes no row's id. */
function rowId(target: Target): string {
  const parts = [...target.given.keys()]
    .sort()
    .map((name) => `${literal(`${name}=`)} || CAST(${quoted(name)} AS VARCHAR)`);
  return `md5(concat_ws(chr(31), ${parts.length === 0 ? "''" : parts.join(", ")}))`;
}

/** Counts the operations of what is staged: `upserts`, `updates`, `deletes`. */
export const COUNT = `SELECT count(*) FILTER (${OPERATION} = ${UPSERT}) AS upserts, count(*) FILTER (${OPERATION} = ${UPDATE}) AS updates, count(*) FILTER (${OPERATION} = ${DELETE}) AS deletes FROM ${STAGED}`;

/** The last upsert of each key: every column is replaced, those that did not come with NULL, and a deleted row comes back. */
export function upsert(target: Target, synced: string, isEmpty: boolean): string {
  const key = target.key.map(quoted).join(", ");
  const last = `SELECT * FROM ${STAGED} WHERE ${OPERATION} = ${UPSERT} QUALIFY row_number() OVER (PARTITION BY ${key} ORDER BY ${quoted(SEQUENCE)} DESC) = 1`;
  const values = new Map<string, string>(
    [...target.columns.keys()].map((name) => [name, sourceOf(target, name)]),
  );
  values.set(SYNCED, synced);
  values.set(DELETED, "false");
  const names = [...values.keys()].map(quoted).join(", ");
  const row = [...values.values()].join(", ");
  if (isEmpty) return `INSERT INTO ${target.name} (${names}) SELECT ${row} FROM (${last}) AS s`;
  const assignments = [...values]
    .filter(([name]) => !target.key.includes(name))
    .map(([name, value]) => `${quoted(name)} = ${value}`);
  return `MERGE INTO ${target.name} AS t USING (${last}) AS s ON (${onKey(target, "t", "s")}) WHEN MATCHED THEN UPDATE SET ${assignments.join(", ")} WHEN NOT MATCHED THEN INSERT (${names}) VALUES (${row})`;
}

function sourceOf(target: Target, name: string): string {
  return target.given.has(name) || name === ROW_ID ? `s.${quoted(name)}` : "NULL";
}

/** Updates after the last upsert of their key, merged in order: columns that were given, of rows that are there. */
export function update(target: Target, synced: string): string {
  const changed = [...target.given.keys()].filter((name) => !target.key.includes(name));
  const merged = changed.map((name) => {
    const shapes = target.shapes.flatMap((names, index) => (names.includes(name) ? [index] : []));
    const given = `${quoted(SHAPE)} IN (${[-1, ...shapes].join(", ")})`;
    // In a struct, so that a NULL that was given is not taken for none.
    return `arg_max({'v': ${quoted(name)}}, ${quoted(SEQUENCE)}) FILTER (${given}) AS ${quoted(name)}`;
  });
  const source = `SELECT ${[...target.key.map((name) => `u.${quoted(name)}`), ...merged].join(", ")} FROM ${STAGED} AS u LEFT JOIN (${lastUpserts(target)}) AS l ON (${onKey(target, "u", "l")}) WHERE (u.${quoted(SEQUENCE)} & 3) = ${UPDATE} AND u.${quoted(SEQUENCE)} > coalesce(l.last, -1) GROUP BY ${target.key.map((name) => `u.${quoted(name)}`).join(", ")}`;
  const assignments = changed.map(
    (name) =>
      `${quoted(name)} = CASE WHEN s.${quoted(name)} IS NULL THEN t.${quoted(name)} ELSE s.${quoted(name)}.v END`,
  );
  return `UPDATE ${target.name} AS t SET ${[...assignments, `${quoted(SYNCED)} = ${synced}`].join(", ")} FROM (${source}) AS s WHERE ${onKey(target, "t", "s")}`;
}

/** Deletes after the last upsert of their key. A key that is not there is ignored. */
export function remove(target: Target, synced: string): string {
  const keys = `SELECT DISTINCT ${target.key.map((name) => `d.${quoted(name)}`).join(", ")} FROM ${STAGED} AS d LEFT JOIN (${lastUpserts(target)}) AS l ON (${onKey(target, "d", "l")}) WHERE (d.${quoted(SEQUENCE)} & 3) = ${DELETE} AND d.${quoted(SEQUENCE)} > coalesce(l.last, -1)`;
  if (target.mode === "live")
    return `DELETE FROM ${target.name} AS t USING (${keys}) AS s WHERE ${onKey(target, "t", "s")}`;
  return `UPDATE ${target.name} AS t SET ${quoted(DELETED)} = true, ${quoted(SYNCED)} = ${synced} FROM (${keys}) AS s WHERE ${onKey(target, "t", "s")}`;
}

/** All rows that are there now. When they were synced stays, so that a reader still sees it. */
export function truncate(target: Pick<Target, "name" | "mode">): string {
  if (target.mode === "live") return `DELETE FROM ${target.name}`;
  return `UPDATE ${target.name} SET ${quoted(DELETED)} = true WHERE NOT ${quoted(DELETED)}`;
}

function lastUpserts(target: Target): string {
  const key = target.key.map(quoted).join(", ");
  return `SELECT ${key}, max(${quoted(SEQUENCE)}) AS last FROM ${STAGED} WHERE ${OPERATION} = ${UPSERT} GROUP BY ${key}`;
}

function onKey(target: Target, one: string, other: string): string {
  return target.key.map((name) => `${one}.${quoted(name)} = ${other}.${quoted(name)}`).join(" AND ");
}
