import type { Commit, CommitCounts } from "../contract/destination";
import type { DestinationColumn } from "../contract/table";
import { EngineError } from "../errors";
import type { Segment } from "../segments/segment";
import { quoteName } from "./quoting";
import type { SqlSession } from "./session";

export interface CommitContext {
  readonly session: SqlSession;
  readonly commit: Commit;
  /** The table, quoted. */
  readonly target: string;
  /** The time of this sync. */
  readonly synced: string;
}

/** Writes the rows of a commit, inside its transaction. */
export async function runCommit(context: CommitContext): Promise<CommitCounts> {
  const { session, commit, target } = context;
  if (commit.truncate) await session.run(session.emptySql(target));
  const { segment } = commit;
  switch (commit.action) {
    case "none":
      return { written: 0, deleted: 0 };
    case "sweepOlder":
      return { written: 0, deleted: await sweepOlder(context) };
    case "insert":
      return { written: segment === undefined ? 0 : await insert(context, segment), deleted: 0 };
    case "upsert":
      return { written: segment === undefined ? 0 : await upsert(context, segment), deleted: 0 };
    case "sweepKeys":
      return { written: 0, deleted: segment === undefined ? 0 : await sweepKeys(context, segment) };
  }
}

async function insert({ session, commit, target, synced }: CommitContext, segment: Segment): Promise<number> {
  return await session.insert(target, segment, rowColumns(commit), synced, commit.table);
}

/** Rows are replaced whole: a column that is not in the segment becomes NULL. */
async function upsert({ session, commit, target, synced }: CommitContext, segment: Segment): Promise<number> {
  const columns = rowColumns(commit);
  const stage = await session.stage(segment, columns, commit.table);
  await keepLastOfKey(session, stage, commit);
  await session.run(`DELETE FROM ${target} AS there USING ${stage} AS stage WHERE ${sameKey(commit.key)}`);
  const names = columns.map(({ name }) => quoteName(name)).join(", ");
  const written = await session.run(
    `INSERT INTO ${target} (${names}, "_fivetran_deleted", "_fivetran_synced") SELECT ${names}, false, ${synced} FROM ${stage}`,
  );
  await session.run(`DROP TABLE ${stage}`);
  return written;
}

/**
 * Leaves the last row of each key in a staged segment.
 *
 * @throws EngineError for a row without its key: it could not be found again
 */
export async function keepLastOfKey(
  session: SqlSession,
  stage: string,
  { key, table }: Pick<Commit, "key" | "table">,
): Promise<void> {
  await checkKeys(session, stage, { key, table });
  const keys = key.map(quoteName).join(", ");
  await session.run(
    `DELETE FROM ${stage} WHERE "_fivetran_ordinal" IN (SELECT "_fivetran_ordinal" FROM
     (SELECT "_fivetran_ordinal", row_number() OVER (PARTITION BY ${keys} ORDER BY "_fivetran_ordinal" DESC) AS place FROM ${stage}) AS placed
     WHERE place > 1)`,
  );
}

async function checkKeys(
  session: SqlSession,
  stage: string,
  { key, table }: Pick<Commit, "key" | "table">,
): Promise<void> {
  const rows = key.map(
    (name, index) =>
      `min(CASE WHEN ${quoteName(name)} IS NULL THEN "_fivetran_ordinal" END)::text AS k${index}`,
  );
  const [found] = await session.query<Record<string, string | null>>(
    `SELECT ${rows.join(", ")} FROM ${stage}`,
  );
  for (const [index, column] of key.entries()) {
    const row = found?.[`k${index}`];
    if (row !== null && row !== undefined)
      throw new EngineError(
        "The key has no value.",
        { table, column, row: Number(row) },
        "Give each row a key, or declare another one.",
      );
  }
}

async function sweepKeys(
  { session, commit, target, synced }: CommitContext,
  segment: Segment,
): Promise<number> {
  const columns = rowColumns(commit).filter(({ name }) => commit.key.includes(name));
  const stage = await session.stage(segment, columns, commit.table);
  const gone = `NOT EXISTS (SELECT 1 FROM ${stage} AS stage WHERE ${sameKey(commit.key)})`;
  const deleted = await session.run(
    commit.deletes === "live"
      ? `DELETE FROM ${target} AS there WHERE ${gone}`
      : `UPDATE ${target} AS there SET "_fivetran_deleted" = true, "_fivetran_synced" = ${synced} WHERE NOT there."_fivetran_deleted" AND ${gone}`,
  );
  await session.run(`DROP TABLE ${stage}`);
  return deleted;
}

/** As documented, `_fivetran_synced` stays as it was: the row was last seen then. */
async function sweepOlder({ session, commit, target, synced }: CommitContext): Promise<number> {
  return await session.run(
    commit.deletes === "live"
      ? `DELETE FROM ${target} WHERE "_fivetran_synced" < ${synced}`
      : `UPDATE ${target} SET "_fivetran_deleted" = true WHERE "_fivetran_synced" < ${synced} AND NOT "_fivetran_deleted"`,
  );
}

/** The columns of rows: those of the commit, and `_fivetran_id` behind them where it is the key. */
export function rowColumns({ columns, key }: Pick<Commit, "columns" | "key">): readonly DestinationColumn[] {
  return columns.some(({ name }) => key.includes(name))
    ? columns
    : [...columns, { name: "_fivetran_id", type: { name: "STRING" } }];
}

/** Whether `there` and `stage` have one key. */
export function sameKey(key: readonly string[]): string {
  return key.map((name) => `there.${quoteName(name)} = stage.${quoteName(name)}`).join(" AND ");
}
