import { join } from "node:path";
import type { Batch, Position, ReadRequest, Source } from "../../contract/source";
import type { SourceColumn, SourceTable } from "../../contract/table";
import type { TablePlan } from "../../contract/tablePlan";
import { type Database, openDatabase } from "../../duckdb/database";
import { duckdbReason } from "../../duckdb/reason";
import { textLiteral } from "../../duckdb/segmentRows";
import { EngineError } from "../../errors";
import { SEGMENT_BYTES } from "../../segments/segmentWriter";
import type { ColumnType } from "../../types/columnType";
import { formatType, typeNamed } from "../../types/columnType";
import { widen } from "../../types/widening";
import { copySegments } from "./copySegments";
import { columnsOf, type FileColumn } from "./fileColumns";
import { FILE_COLUMNS, selectFile } from "./select";
import type { DataFile, TableFiles } from "./tableFiles";

export interface FilesSourceOptions {
  /** The files that are there now; read anew for each sync. */
  readonly tables: () => readonly TableFiles[];
  /** Keys by table; a column `id` without a declared key. */
  readonly keys?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Whether rows get `_file`, `_line` and `_modified`. */
  readonly fileColumns?: boolean | undefined;
  readonly segmentBytes?: number | undefined;
}

interface FoundTable extends SourceTable {
  readonly files: readonly { readonly file: DataFile; readonly columns: ReadonlyMap<string, FileColumn> }[];
  readonly types: ReadonlyMap<string, ColumnType>;
}

/** Files of a folder, read by DuckDB. Types are those that hold every value of a column exactly. */
export class FilesSource implements Source {
  /** Two rows of a file may have one key: the last one stands. */
  readonly keysAreUnique = false;
  readonly #options: FilesSourceOptions;
  #database: Database | undefined;
  #tables: readonly FoundTable[] = [];

  constructor(options: FilesSourceOptions) {
    this.#options = options;
  }

  async discover(): Promise<readonly SourceTable[]> {
    this.#tables = [];
    const found: FoundTable[] = [];
    for (const files of this.#options.tables()) {
      const table = await this.#discoverTable(files);
      if (table.columns.length > 0) found.push(table);
    }
    this.#tables = found;
    return found;
  }

  async *read(request: ReadRequest): AsyncGenerator<Batch> {
    const { plan } = request;
    const table = this.#tables.find(
      (each) => each.schema === plan.source.schema && each.table === plan.source.table,
    );
    if (table === undefined) throw new EngineError("The table is not there.", { table: plan.source });
    const seen = seenFiles(plan.mode.kind === "incremental" ? request.position : undefined);
    for (const part of table.files) {
      const { file } = part;
      if (seen[file.name] === stamp(file)) continue;
      seen[file.name] = stamp(file);
      yield* this.#readFile(request, table, part, JSON.stringify(seen));
    }
  }

  acknowledge(_plan: TablePlan, _position: Position | undefined): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.#database?.close();
    this.#database = undefined;
    return Promise.resolve();
  }

  async *#readFile(
    request: ReadRequest,
    table: FoundTable,
    { file, columns }: FoundTable["files"][number],
    behind: Position,
  ): AsyncGenerator<Batch> {
    const { plan, salt, folder } = request;
    const database = await this.#opened();
    // Hashed text is all that may be spilled, and it stays in the folder that is emptied.
    await database.run(`SET temp_directory = ${textLiteral(join(folder.path, "spill"))}`);
    const select = selectFile({
      file,
      columns,
      types: table.types,
      planned: plan.columns,
      filter: plan.filter,
      salt,
    });
    const options = {
      keyless: plan.keyless,
      columns: plan.columns.length,
      segmentBytes: this.#options.segmentBytes ?? SEGMENT_BYTES,
      signal: request.signal,
    };
    try {
      for await (const { segment, last } of copySegments(database, select, folder, options))
        yield {
          kind: "rows",
          segment,
          position: last && plan.mode.kind === "incremental" ? behind : request.position,
        };
    } catch (error) {
      if (error instanceof EngineError || request.signal.aborted) throw error;
      throw new EngineError(
        `The file ${file.name} cannot be read: ${duckdbReason(error)}`,
        { table },
        "It may have changed while it was read: sync again.",
      );
    }
  }

  async #discoverTable({ schema, table, files }: TableFiles): Promise<FoundTable> {
    const database = await this.#opened();
    const parts: { file: DataFile; columns: ReadonlyMap<string, FileColumn> }[] = [];
    const types = new Map<string, ColumnType>();
    for (const file of files) {
      const columns = await this.#columnsOf(database, file, { schema, table });
      for (const { name, type } of columns) {
        const before = types.get(name);
        types.set(name, before === undefined ? type : widen(before, type));
      }
      parts.push({ file, columns: new Map(columns.map((column) => [column.name, column])) });
    }
    if (this.#options.fileColumns === true && types.size > 0)
      for (const [index, name] of FILE_COLUMNS.entries())
        types.set(name, typeNamed((["STRING", "LONG", "UTC_DATETIME"] as const)[index] ?? "STRING"));
    const key = this.#keyOf(table, types);
    const columns: SourceColumn[] = [...types].map(([name, type]) => ({
      name,
      type,
      primaryKey: key.includes(name),
      sourceType: formatType(type),
    }));
    return { schema, table, columns, files: parts, types };
  }

  async #columnsOf(database: Database, file: DataFile, table: { schema: string; table: string }) {
    try {
      return file.bytes === 0 ? [] : await columnsOf(database, file);
    } catch (error) {
      if (error instanceof EngineError) throw new EngineError(error.message, { table }, undefined, error);
      throw new EngineError(`The file ${file.name} cannot be read: ${duckdbReason(error)}`, { table });
    }
  }

  #keyOf(table: string, types: ReadonlyMap<string, ColumnType>): readonly string[] {
    const { keys = {}, fileColumns } = this.#options;
    const declared = Object.hasOwn(keys, table) ? keys[table] : undefined;
    if (declared !== undefined) return declared;
    if (fileColumns === true) return ["_file", "_line"];
    const id = [...types.keys()].find((name) => name.toLowerCase() === "id");
    return id === undefined ? [] : [id];
  }

  async #opened(): Promise<Database> {
    this.#database ??= await openDatabase({ path: ":memory:" });
    return this.#database;
  }
}

function seenFiles(position: Position | undefined): Record<string, string> {
  return position === undefined ? {} : (JSON.parse(position) as Record<string, string>);
}

function stamp({ modified, bytes }: DataFile): string {
  return `${modified}/${bytes}`;
}
