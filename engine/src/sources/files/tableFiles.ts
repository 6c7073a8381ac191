import { globSync, readdirSync, statSync } from "node:fs";
import { basename, extname, join, relative, sep } from "node:path";
import { EngineError } from "../../errors";

/** How a file is written. `ndjson` reads a JSON array too. */
export type FileFormat = "csv" | "ndjson" | "parquet";

const FORMATS: Readonly<Record<string, FileFormat>> = {
  ".csv": "csv",
  ".tsv": "csv",
  ".json": "ndjson",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".parquet": "parquet",
};

/** One file that rows are read from. */
export interface DataFile {
  readonly path: string;
  /** From the source's folder, with slashes. */
  readonly name: string;
  readonly format: FileFormat;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly bytes: number;
}

/** A table with the files that it is made of. */
export interface TableFiles {
  readonly schema: string;
  readonly table: string;
  readonly files: readonly DataFile[];
}

export interface FolderOptions {
  readonly path: string;
  /** A glob below the folder; all files of a known format when not given. */
  readonly pattern?: string | undefined;
  /** Of all files; by each file's extension when not given. */
  readonly format?: FileFormat | undefined;
  /** The schema of files that are in no folder of their own. */
  readonly schema: string;
  /** All files are one table of this name; a table a file when not given. */
  readonly table?: string | undefined;
}

/** The files of a folder by table: `orders.csv` is the table `orders`, `sales/orders.csv` is `orders` of the schema `sales`. */
export function filesByTable(options: FolderOptions): TableFiles[] {
  const tables = new Map<string, TableFiles>();
  for (const file of filesOf(options)) {
    const parts = file.name.split("/");
    const schema =
      options.table !== undefined || parts.length < 2 ? options.schema : (parts.at(-2) ?? options.schema);
    const table = options.table ?? basename(file.name, extname(file.name));
    const key = JSON.stringify([schema, table]);
    const before = tables.get(key)?.files ?? [];
    if (before.length > 0 && options.table === undefined)
      throw new EngineError(
        `Two files are one table: ${[...before, file].map(({ name }) => name).join(", ")}.`,
        { table: { schema, table } },
        "Rename one of them, or name the table that all files are.",
      );
    tables.set(key, { schema, table, files: [...before, file] });
  }
  return [...tables.values()];
}

function filesOf({ path, pattern, format }: FolderOptions): DataFile[] {
  let names: string[];
  try {
    names =
      pattern === undefined
        ? readdirSync(path, { recursive: true, encoding: "utf8" })
        : globSync(pattern, { cwd: path });
  } catch (error) {
    throw new EngineError(`The folder ${path} cannot be read.`, {}, "Check the path.", error);
  }
  return names.sort().flatMap((name) => {
    const file = join(path, name);
    const found = format ?? FORMATS[extname(name).toLowerCase()];
    const outside = relative(path, file).startsWith("..");
    if (found === undefined || outside || basename(name).startsWith(".")) return [];
    const stat = statSync(file);
    if (!stat.isFile()) return [];
    return [
      {
        path: file,
        name: name.split(sep).join("/"),
        format: found,
        modified: stat.mtimeMs,
        bytes: stat.size,
      },
    ];
  });
}
