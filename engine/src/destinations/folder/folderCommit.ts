import { statSync } from "node:fs";
import { join } from "node:path";
import { alterColumns } from "../../contract/alterColumns";
import type { Alteration, Commit, CommitCounts } from "../../contract/destination";
import type { DestinationColumn } from "../../contract/table";
import { loadSegment } from "../../duckdb/loadSegment";
import { segmentText, typedColumns } from "../../duckdb/segmentRows";
import { EngineError } from "../../errors";
import type { Segment } from "../../segments/segment";
import { keepLastOfKey, rowColumns, sameKey } from "../../sql/commitRows";
import { quoteName } from "../../sql/quoting";
import type { SqlSession } from "../../sql/session";
import { type Manifest, type Part, syncToDisk } from "./manifest";
import type { AlteredColumn, PartFile, PartFormat, RowsToCopy } from "./partFormat";

/** Parts below this size are gathered into one when there are many. */
const SMALL_BYTES = 4 * 1024 * 1024;
const MOST_SMALL_PARTS = 16;

interface Written {
  readonly parts: readonly Part[];
  readonly counts: CommitCounts;
}

/** The files of one commit. They are new ones: those of the manifest before stay as they are. */
export class FolderCommit {
  readonly before: Manifest;
  readonly #session: SqlSession;
  readonly #format: PartFormat;
  readonly #folder: string;
  #made = 0;

  constructor(session: SqlSession, format: PartFormat, folder: string, before: Manifest) {
    this.#session = session;
    this.#format = format;
    this.#folder = folder;
    this.before = before;
  }

  /** Writes the rows of a commit. Returns what the table then consists of. */
  async write(commit: Commit): Promise<Written> {
    const parts = commit.truncate ? [] : this.before.parts;
    const { segment } = commit;
    switch (commit.action) {
      case "none":
        return { parts, counts: { written: 0, deleted: 0 } };
      case "sweepOlder":
        return await this.#sweepOlder(commit, parts);
      case "insert":
        return await this.#insert(commit, parts, segment);
      case "upsert":
        return await this.#upsert(commit, parts, segment);
      case "sweepKeys":
        return await this.#sweepKeys(commit, parts, segment);
    }
  }

  /** Every part with other columns. */
  async alter(alterations: readonly Alteration[]): Promise<Manifest> {
    const { columns } = this.before;
    const after = alterColumns(columns, alterations);
    const list: AlteredColumn[] = rowColumns({ columns: after, key: this.before.key }).map((column) => ({
      column,
      from: this.#columns.find(({ name }) => name === column.name),
    }));
    const parts: Part[] = [];
    for (const part of this.before.parts) parts.push(await this.#alterPart(part, list));
    return { ...this.before, columns: after, parts };
  }

  async #insert(commit: Commit, parts: readonly Part[], segment: Segment | undefined): Promise<Written> {
    if (segment === undefined || segment.rows === 0) return { parts, counts: { written: 0, deleted: 0 } };
    const columns = rowColumns(commit);
    const from = `(SELECT ${typedColumns(columns)} FROM ${segmentText(segment, columns.length)})`;
    const part = await this.#newPart(commit, segment, columns, from);
    return { parts: [...parts, part], counts: { written: part.rows, deleted: 0 } };
  }

  /** Rows are replaced whole: their keys are taken out of the parts that have them, and the rows stand in a part of their own. */
  async #upsert(commit: Commit, parts: readonly Part[], segment: Segment | undefined): Promise<Written> {
    if (segment === undefined || segment.rows === 0) return { parts, counts: { written: 0, deleted: 0 } };
    const columns = rowColumns(commit);
    const stage = await this.#session.stage(segment, columns, commit.table);
    await keepLastOfKey(this.#session, stage, commit);
    const hit = `EXISTS (SELECT 1 FROM ${stage} AS stage WHERE ${sameKey(commit.key)})`;
    const kept = await this.#rewrite(parts, hit, { where: `NOT ${hit}` });
    const part = await this.#newPart(commit, segment, columns, stage);
    await this.#session.run(`DROP TABLE ${stage}`);
    return { parts: [...kept, part], counts: { written: part.rows, deleted: 0 } };
  }

  async #sweepKeys(commit: Commit, parts: readonly Part[], segment: Segment | undefined): Promise<Written> {
    if (segment === undefined) return { parts, counts: { written: 0, deleted: 0 } };
    const columns = rowColumns(commit).filter(({ name }) => commit.key.includes(name));
    const stage = await this.#session.stage(segment, columns, commit.table);
    const absent = `NOT EXISTS (SELECT 1 FROM ${stage} AS stage WHERE ${sameKey(commit.key)})`;
    const gone = commit.deletes === "live" ? absent : `NOT there."_fivetran_deleted" AND ${absent}`;
    const swept = await this.#sweep(parts, gone, commit, this.#session.timeSql(commit.after.syncedAt));
    await this.#session.run(`DROP TABLE ${stage}`);
    return swept;
  }

  /** As documented, `_fivetran_synced` stays as it was: the row was last seen then. */
  async #sweepOlder(commit: Commit, parts: readonly Part[]): Promise<Written> {
    const older = `there."_fivetran_synced" < ${this.#session.timeSql(commit.after.syncedAt)}`;
    const gone = commit.deletes === "live" ? older : `${older} AND NOT there."_fivetran_deleted"`;
    return await this.#sweep(parts, gone, commit, undefined);
  }

  async #sweep(
    parts: readonly Part[],
    gone: string,
    { deletes }: Commit,
    synced: string | undefined,
  ): Promise<Written> {
    const count = await this.#countBy(parts, gone);
    const deleted = [...count.values()].reduce((sum, rows) => sum + rows, 0);
    const change =
      deletes === "live"
        ? { where: `NOT (${gone})` }
        : {
            deleted: `(there."_fivetran_deleted" OR (${gone}))`,
            ...(synced === undefined
              ? {}
              : { synced: `CASE WHEN ${gone} THEN ${synced} ELSE there."_fivetran_synced" END` }),
          };
    return { parts: await this.#rewriteParts(parts, count, change), counts: { written: 0, deleted } };
  }

  /** Rewrites the parts that have rows of a condition. Many small ones become one. */
  async #rewrite(parts: readonly Part[], hit: string, change: RowChange): Promise<readonly Part[]> {
    const count = await this.#countBy(parts, hit);
    const small = parts.filter(({ bytes }) => bytes < SMALL_BYTES);
    if (small.length < MOST_SMALL_PARTS) return await this.#rewriteParts(parts, count, change);
    const large = await this.#rewriteParts(
      parts.filter(({ bytes }) => bytes >= SMALL_BYTES),
      count,
      change,
    );
    return [...large, ...(await this.#keep(small, change))];
  }

  async #rewriteParts(
    parts: readonly Part[],
    count: ReadonlyMap<string, number>,
    change: RowChange,
  ): Promise<readonly Part[]> {
    const after: Part[] = [];
    for (const part of parts) {
      if ((count.get(this.#fileOf(part).path) ?? 0) === 0) after.push(part);
      else after.push(...(await this.#keep([part], change)));
    }
    return after;
  }

  /** One part of the rows that are kept; none where no row is. */
  async #keep(parts: readonly Part[], change: RowChange): Promise<readonly Part[]> {
    const columns = this.#columns;
    const files = parts.map((part) => this.#fileOf(part));
    const longestRow = Math.max(...parts.map((part) => part.longestRow));
    const part = await this.#copy(
      {
        ...{ columns, kept: true, from: `${this.#format.readSql(files, columns)} AS there` },
        ...{ deleted: `there."_fivetran_deleted"`, synced: `there."_fivetran_synced"`, ...change },
      },
      longestRow,
    );
    return part.rows === 0 ? [] : [part];
  }

  async #countBy(parts: readonly Part[], condition: string): Promise<Map<string, number>> {
    if (parts.length === 0) return new Map();
    const from = this.#format.readSql(
      parts.map((part) => this.#fileOf(part)),
      this.#columns,
    );
    const rows = await this.#session.query<{ part: string; rows: bigint }>(
      `SELECT "_fivetran_part" AS part, count(*) AS rows FROM ${from} AS there WHERE ${condition} GROUP BY "_fivetran_part"`,
    );
    return new Map(rows.map((row) => [row.part, Number(row.rows)]));
  }

  /** Columns that the commit does not have are NULL in its rows. */
  async #newPart(
    commit: Commit,
    segment: Segment,
    columns: readonly DestinationColumn[],
    from: string,
  ): Promise<Part> {
    const all = this.#columns;
    const list = all.map((column) =>
      columns.some(({ name }) => name === column.name)
        ? quoteName(column.name)
        : `CAST(NULL AS ${this.#session.typeSql(column.type)}) AS ${quoteName(column.name)}`,
    );
    const longestRow = this.#format.rowBytes(segment.longestRow, all);
    let part: Part | undefined;
    const staged = !from.startsWith("(");
    const work = async (): Promise<number> => {
      part = await this.#copy(
        {
          ...{ columns: all, kept: false, from: `(SELECT ${list.join(", ")} FROM ${from})` },
          ...{ deleted: "false", synced: this.#session.timeSql(commit.after.syncedAt) },
        },
        longestRow,
      );
      return part.rows;
    };
    if (staged) await work();
    else await loadSegment(segment, columns, commit.table, work);
    if (part === undefined) throw new EngineError("No file was written.", { table: commit.table });
    return part;
  }

  async #alterPart(part: Part, all: readonly AlteredColumn[]): Promise<Part> {
    const file = this.#fileOf(part);
    const added = all.reduce((sum, { column }) => sum + 6 * column.name.length + 30, 0);
    const longestRow = part.longestRow === 0 ? 0 : 2 * part.longestRow + added;
    if (this.#format.alterFile !== undefined) {
      const path = this.#newPath();
      await this.#format.alterFile(file, all, path);
      return this.#partAt(path, part.rows, longestRow);
    }
    const values = all.map(({ column, from }) => {
      const name = quoteName(column.name);
      if (from === undefined) return `CAST(NULL AS ${this.#session.typeSql(column.type)}) AS ${name}`;
      return `${this.#session.convertSql(name, from.type, column.type)} AS ${name}`;
    });
    const from = `(SELECT ${values.join(", ")}, "_fivetran_deleted", "_fivetran_synced" FROM ${this.#format.readSql([file], this.#columns)})`;
    return await this.#copy(
      {
        ...{ from, columns: all.map(({ column }) => column), kept: false },
        ...{ deleted: `"_fivetran_deleted"`, synced: `"_fivetran_synced"` },
      },
      longestRow,
    );
  }

  async #copy(rows: RowsToCopy, longestRow: number): Promise<Part> {
    const path = this.#newPath();
    const count = await this.#session.run(this.#format.copySql(rows, path));
    return this.#partAt(path, count, longestRow);
  }

  #partAt(path: string, rows: number, longestRow: number): Part {
    syncToDisk(path);
    return { name: path.slice(this.#folder.length + 1), rows, bytes: statSync(path).size, longestRow };
  }

  #newPath(): string {
    this.#made += 1;
    // A number that no part of an earlier manifest has: alterations do not count as batches.
    const next = Math.max(0, ...this.before.parts.map(({ name }) => Number(name.split("-")[1])));
    const name = `part-${String(next + 1).padStart(6, "0")}-${this.#made}.${this.#format.extension}`;
    return join(this.#folder, name);
  }

  #fileOf(part: Part): PartFile {
    return { ...part, path: join(this.#folder, part.name) };
  }

  /** The columns of the table's rows: `_fivetran_id` behind the others where it is the key. */
  get #columns(): readonly DestinationColumn[] {
    return rowColumns(this.before);
  }
}

type RowChange = Partial<Pick<RowsToCopy, "where" | "deleted" | "synced">>;
