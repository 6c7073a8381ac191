/** The statements that bring staged rows of Connector SDK code into a table, by the rules of Fivetran's destinations. */
import { quoteName } from "../sql/quoting";
import { DELETE, FIRST_UPDATE, OPERATION_COLUMN, UPSERT } from "./stagedTable";

export interface Target {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly key: readonly string[];
  readonly deletes: "soft" | "live";
}

/** Rows in a temporary table, in the order of `_fivetran_ordinal`. */
export interface Stage {
  /** Quoted. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly shapes: readonly (readonly string[])[];
}

const OPERATION = quoteName(OPERATION_COLUMN);
const ORDINAL = `"_fivetran_ordinal"`;

/** Counts the operations of what is staged: `upserts`, `updates`, `deletes`, as texts. */
export function countSql({ name }: Stage): string {
  const count = (condition: string, as: string): string =>
    `CAST(count(CASE WHEN ${OPERATION} ${condition} THEN 1 END) AS text) AS ${as}`;
  return `SELECT ${count(`= ${UPSERT}`, "upserts")}, ${count(`>= ${FIRST_UPDATE}`, "updates")}, ${count(`= ${DELETE}`, "deletes")} FROM ${name}`;
}

/** The last upsert of each key: every column is replaced, those that did not come with NULL, and a deleted row comes back. */
export function upsertSql(target: Target, stage: Stage, synced: string): readonly string[] {
  const keys = list(target.key);
  const names = list(stage.columns);
  const placed = `SELECT ${names}, row_number() OVER (PARTITION BY ${keys} ORDER BY ${ORDINAL} DESC) AS place FROM ${stage.name} WHERE ${OPERATION} = ${UPSERT}`;
  return [
    `DELETE FROM ${target.name} AS there USING (SELECT DISTINCT ${keys} FROM ${stage.name} WHERE ${OPERATION} = ${UPSERT}) AS stage WHERE ${sameKey(target, "there", "stage")}`,
    `INSERT INTO ${target.name} (${names}, "_fivetran_deleted", "_fivetran_synced") SELECT ${names}, false, ${synced} FROM (${placed}) AS placed WHERE place = 1`,
  ];
}

/** Updates after the last upsert of their key, merged in order: columns that were given, of rows that are there. */
export function updateSql(target: Target, stage: Stage, synced: string): string {
  const changed = stage.columns.filter((name) => !target.key.includes(name));
  const merged = changed.map((name, index) => {
    const shapes = stage.shapes.flatMap((names, shape) =>
      names.includes(name) ? [FIRST_UPDATE + shape] : [],
    );
    const given = `u.${OPERATION} IN (${[-1, ...shapes].join(", ")})`;
    return `count(CASE WHEN ${given} THEN 1 END) AS given${index}, (array_agg(u.${quoteName(name)} ORDER BY u.${ORDINAL} DESC) FILTER (WHERE ${given}))[1] AS value${index}`;
  });
  const keys = target.key.map((name) => `u.${quoteName(name)}`).join(", ");
  const source = `SELECT ${[keys, ...merged].join(", ")} FROM ${stage.name} AS u LEFT JOIN (${lastUpserts(target, stage)}) AS l ON ${sameKey(target, "u", "l")} WHERE u.${OPERATION} >= ${FIRST_UPDATE} AND u.${ORDINAL} > coalesce(l.last_place, 0) GROUP BY ${keys}`;
  const assignments = changed.map(
    (name, index) =>
      `${quoteName(name)} = CASE WHEN merged.given${index} > 0 THEN merged.value${index} ELSE there.${quoteName(name)} END`,
  );
  return `UPDATE ${target.name} AS there SET ${[...assignments, `"_fivetran_synced" = ${synced}`].join(", ")} FROM (${source}) AS merged WHERE ${sameKey(target, "there", "merged")}`;
}

/** Deletes after the last upsert of their key. A key that is not there is ignored. */
export function deleteSql(target: Target, stage: Stage, synced: string): string {
  const keys = target.key.map((name) => `d.${quoteName(name)}`).join(", ");
  const gone = `SELECT DISTINCT ${keys} FROM ${stage.name} AS d LEFT JOIN (${lastUpserts(target, stage)}) AS l ON ${sameKey(target, "d", "l")} WHERE d.${OPERATION} = ${DELETE} AND d.${ORDINAL} > coalesce(l.last_place, 0)`;
  return target.deletes === "live"
    ? `DELETE FROM ${target.name} AS there USING (${gone}) AS gone WHERE ${sameKey(target, "there", "gone")}`
    : `UPDATE ${target.name} AS there SET "_fivetran_deleted" = true, "_fivetran_synced" = ${synced} FROM (${gone}) AS gone WHERE ${sameKey(target, "there", "gone")}`;
}

/** All rows that are there now. As documented, `_fivetran_synced` stays as it was. @param before only rows that were synced before it */
export function truncateSql(target: Target, before?: string): string {
  const older = before === undefined ? "true" : `"_fivetran_synced" < ${before}`;
  return target.deletes === "live"
    ? `DELETE FROM ${target.name} WHERE ${older}`
    : `UPDATE ${target.name} SET "_fivetran_deleted" = true WHERE NOT "_fivetran_deleted" AND ${older}`;
}

function lastUpserts({ key }: Target, stage: Stage): string {
  return `SELECT ${list(key)}, max(${ORDINAL}) AS last_place FROM ${stage.name} WHERE ${OPERATION} = ${UPSERT} GROUP BY ${list(key)}`;
}

function sameKey({ key }: Target, one: string, other: string): string {
  return key.map((name) => `${one}.${quoteName(name)} = ${other}.${quoteName(name)}`).join(" AND ");
}

function list(names: readonly string[]): string {
  return names.map(quoteName).join(", ");
}
