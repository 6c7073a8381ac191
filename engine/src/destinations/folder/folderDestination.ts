import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type {
  Alteration,
  Commit,
  CommitCounts,
  Destination,
  DestinationTable,
} from "../../contract/destination";
import type { DestinationColumn, TableName } from "../../contract/table";
import { EngineError, StateMovedError } from "../../errors";
import type { SqlSession } from "../../sql/session";
import { DuckdbSession } from "../duckdb/duckdbSession";
import { csvParts } from "./csvParts";
import { FolderCommit } from "./folderCommit";
import { jsonParts } from "./jsonParts";
import {
  FIRST_STATE,
  type FolderFormat,
  isFree,
  type Manifest,
  readManifest,
  removeStrayParts,
  writeManifest,
} from "./manifest";
import { parquetParts } from "./parquetParts";
import type { PartFormat } from "./partFormat";
import { folderName } from "./tableFolder";

const FORMATS: Readonly<Record<FolderFormat, PartFormat>> = {
  parquet: parquetParts,
  json: jsonParts,
  csv: csvParts,
};

/** Where the engine keeps what keeps others out. */
const ENGINE_FOLDER = "_fivetran_engine";

export interface FolderOptions {
  readonly path: string;
  readonly format: FolderFormat;
}

/**
 * A folder of files as a destination: `<schema>/<table>/part-….parquet`. What a table consists of is in its manifest, which each commit
 * replaces last: a commit is there whole or not at all. Files are written once and never changed.
 */
export class FolderDestination implements Destination {
  readonly #connection: string;
  readonly #options: FolderOptions;
  readonly #session: SqlSession;
  readonly #format: PartFormat;

  /**
   * @param connection The connection whose tables these are.
   * @param session A session with DuckDB, which reads and writes the files.
   */
  constructor(connection: string, options: FolderOptions, session: SqlSession) {
    this.#connection = connection;
    this.#options = options;
    this.#session = session;
    this.#format = FORMATS[options.format];
  }

  /** @throws EngineError where another process writes into the folder */
  static async open(connection: string, options: FolderOptions): Promise<FolderDestination> {
    return new FolderDestination(connection, options, await openFolder(options.path));
  }

  async describe(): Promise<readonly DestinationTable[]> {
    return await Promise.resolve().then(() => this.#manifests());
  }

  async create(
    table: TableName,
    columns: readonly DestinationColumn[],
    key: readonly string[],
  ): Promise<void> {
    await Promise.resolve().then(() => {
      this.#make(table, columns, key);
    });
  }

  #manifests(): readonly Manifest[] {
    return foldersIn(this.#options.path).flatMap((schema) =>
      foldersIn(schema).flatMap((folder) => {
        const manifest = readManifest(folder);
        if (manifest?.connection !== this.#connection) return [];
        this.#checkFormat(manifest);
        removeStrayParts(folder, manifest);
        return [manifest];
      }),
    );
  }

  #make(table: TableName, columns: readonly DestinationColumn[], key: readonly string[]): void {
    const folder = this.#folderOf(table);
    const before = existsSync(folder) ? readManifest(folder) : undefined;
    if (before !== undefined || !isFree(folder))
      throw new EngineError(
        before === undefined
          ? "The destination has a folder of this name that the engine did not make."
          : `The destination's table belongs to the connection ${before.connection}.`,
        { table },
        "Rename or remove that folder, or let the connection write into another schema.",
      );
    mkdirSync(folder, { recursive: true });
    const { schema, table: name } = table;
    const about = { connection: this.#connection, schema, table: name, format: this.#options.format };
    writeManifest(folder, { ...about, columns, key, state: FIRST_STATE, parts: [] });
  }

  async alter(table: TableName, alterations: readonly Alteration[]): Promise<void> {
    if (alterations.length === 0) return;
    await this.#replace(table, async (commit) => await commit.alter(alterations));
  }

  async truncate(table: TableName): Promise<void> {
    await this.#replace(table, ({ before }) => {
      const state = { ...before.state, batch: before.state.batch + 1, position: undefined, complete: false };
      return Promise.resolve({ ...before, parts: [], state });
    });
  }

  async commit(commit: Commit): Promise<CommitCounts> {
    let counts: CommitCounts = { written: 0, deleted: 0 };
    await this.#replace(commit.table, async (folder) => {
      const { batch } = folder.before.state;
      if (batch !== commit.before.batch) throw new StateMovedError(commit.table, commit.before.batch, batch);
      const done = await folder.write(commit);
      counts = done.counts;
      return { ...folder.before, parts: done.parts, state: commit.after };
    });
    return counts;
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  /** Whatever happens before the manifest is replaced has not happened; what it no longer lists is removed behind it. */
  async #replace(table: TableName, work: (commit: FolderCommit) => Promise<Manifest>): Promise<void> {
    const folder = this.#folderOf(table);
    const before = existsSync(folder) ? readManifest(folder) : undefined;
    if (before?.connection !== this.#connection)
      throw new EngineError("The destination has no such table of this connection.", { table });
    this.#checkFormat(before);
    for (const { name } of before.parts)
      if (!existsSync(join(folder, name)))
        throw new EngineError(
          `The file ${name}, a part of the table, has gone from the destination.`,
          { table },
          "Put it back, or move the table's folder away: the next sync makes the table anew.",
        );
    let after: Manifest;
    try {
      after = await work(new FolderCommit(this.#session, this.#format, folder, before));
      writeManifest(folder, after);
    } catch (error) {
      await this.#session.run(`DROP TABLE IF EXISTS "temp"."_fivetran_stage"`).catch(() => undefined);
      removeStrayParts(folder, readManifest(folder) ?? before);
      throw error;
    }
    removeStrayParts(folder, after);
  }

  #checkFormat({ schema, table, format }: Manifest): void {
    if (format !== this.#options.format)
      throw new EngineError(
        `The table's files are ${format}, and the destination is now ${this.#options.format}.`,
        { table: { schema, table } },
        "Give the other format a folder of its own.",
      );
  }

  #folderOf(table: TableName): string {
    return join(this.#options.path, folderName(table.schema, table), folderName(table.table, table));
  }
}

/**
 * A session with DuckDB that keeps others out of a folder. DuckDB keeps its file for one process, and lets go of it however that ends;
 * nothing is stored in it.
 */
export async function openFolder(path: string): Promise<SqlSession> {
  const engine = join(path, ENGINE_FOLDER);
  mkdirSync(engine, { recursive: true });
  return await DuckdbSession.open(join(engine, "lock.duckdb"));
}

/** The folders in a folder. The engine's own, and those of other programs, begin with `_` or `.` and hold no manifest. */
function foldersIn(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(path, name));
}
