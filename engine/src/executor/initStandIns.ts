import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { stringify } from "yaml";
import { EngineError } from "../errors";
import { encodeRow } from "../segments/csvRow";
import { guessedValue } from "./guessedValue";
import type { ConnectionToMove } from "./serverSync";
import { fileName, missingLines } from "./standIns";
import { readStandIns } from "./standInsFile";

/** A connection of a server with what is known of its source, by schema, table and column. */
export interface ConnectionToInit {
  readonly connection: ConnectionToMove;
  readonly tables: Readonly<
    Record<
      string,
      Readonly<Record<string, Readonly<Record<string, { readonly isPrimaryKey?: boolean | undefined }>>>>
    >
  >;
}

export interface InitStandInsOptions {
  /** The file to write; fixtures go into the folder `fixtures` beside it. */
  readonly file: string;
  readonly connections: readonly ConnectionToInit[];
}

/** Rows of each fixture. */
const ROWS = 2;

/**
 * Writes a file of stand-ins for a server's connections, with fixtures whose columns are those that are known. Fixtures that are there
 * stay as they are.
 *
 * @returns the paths of all that was written
 * @throws EngineError where the file is there: it is never overwritten
 */
export function initStandIns({ file, connections }: InitStandInsOptions): readonly string[] {
  if (connections.length === 0)
    throw new EngineError(
      "The account has no connections, so that there is nothing to write.",
      {},
      "Deploy the stack to it first: `pulumi up`.",
    );
  const folder = dirname(resolve(file));
  const names = folderNames(connections);
  const sources = connections.map((one) => sourceEntry(one, names.get(one) ?? ""));
  const groups = [...new Set(connections.map(({ connection }) => connection.groupName))];
  const destinations = groups.map((group) => ({
    group,
    destination: { type: "duckdb", path: `./${fileName(group)}.duckdb` },
  }));
  mkdirSync(folder, { recursive: true });
  writeNew(file, `${HEAD}${stringify({ sources, destinations }, { lineWidth: 0 })}`, () =>
    present(file, connections),
  );
  const written = [file];
  for (const one of connections)
    for (const [path, text] of fixturesOf(one, join(folder, "fixtures", names.get(one) ?? ""))) {
      mkdirSync(dirname(path), { recursive: true });
      if (writeNew(path, text)) written.push(path);
    }
  return written;
}

const HEAD = `# What stands in for the sources and destinations of a stack. No system is touched that this file does not name.
# fixtures: a file a table; numbered folders (1/, 2/, …) are what the source holds at the first sync, the second, and so on.
`;

/** @returns whether the file was not there, and is now */
function writeNew(path: string, text: string, otherwise: () => void = () => undefined): boolean {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    otherwise();
    return false;
  }
}

function present(file: string, connections: readonly ConnectionToInit[]): never {
  const standIns = readStandIns(file);
  const lacking = connections.flatMap(
    ({ connection }) => missingLines(standIns, connection, connection.code !== undefined) ?? [],
  );
  throw new EngineError(
    `${file} is there, and stays as it is.`,
    {},
    lacking.length === 0 ? "It names all connections." : `It lacks:\n${lacking.join("\n")}`,
  );
}

/** A connection's name is the only one in its group. */
function folderNames(connections: readonly ConnectionToInit[]): Map<ConnectionToInit, string> {
  const count = new Map<string, number>();
  for (const { connection } of connections)
    count.set(connection.schema, (count.get(connection.schema) ?? 0) + 1);
  return new Map(
    connections.map((one) => {
      const { schema, groupName } = one.connection;
      const name = fileName(schema);
      return [one, (count.get(schema) ?? 0) > 1 ? `${fileName(groupName)}/${name}` : name];
    }),
  );
}

function sourceEntry({ connection, tables }: ConnectionToInit, name: string): unknown {
  const keys = Object.values(tables).flatMap((ofSchema) =>
    Object.entries(ofSchema).flatMap(([table, columns]) => {
      const key = keyOf(columns);
      return key.length === 1 && key[0]?.toLowerCase() === "id" ? [] : [[table, key] as const];
    }),
  );
  return {
    connection: connection.schema,
    group: connection.groupName,
    source: {
      type: "fixtures",
      path: `./fixtures/${name}`,
      ...(keys.length === 0 ? {} : { keys: Object.fromEntries(keys) }),
    },
  };
}

type Columns = ConnectionToInit["tables"][string][string];

function keyOf(columns: Columns): string[] {
  const key = Object.entries(columns).flatMap(([name, { isPrimaryKey }]) =>
    isPrimaryKey === true ? [name] : [],
  );
  return key.length > 0 ? key : ["id"];
}

/** Path and text of each table's file. A table whose name no file can have gets none. */
function fixturesOf({ connection, tables }: ConnectionToInit, folder: string): [string, string][] {
  return Object.entries(tables).flatMap(([schema, ofSchema]) =>
    Object.entries(ofSchema).flatMap(([table, columns]): [string, string][] => {
      if (![schema, table].every(isFileName)) return [];
      const place = connection.isPrefix ? join(folder, schema) : folder;
      return [[join(place, `${table}.csv`), fixtureText(columns)]];
    }),
  );
}

function isFileName(name: string): boolean {
  return name !== "" && !name.startsWith(".") && !/[/\\\0]/.test(name) && name.length < 200;
}

function fixtureText(columns: Columns): string {
  const key = keyOf(columns);
  const names = [...new Set([...key, ...Object.keys(columns)])];
  const rows = Array.from({ length: ROWS }, (_, row) =>
    names.map((name) => guessedValue(name, row + 1, key.includes(name))),
  );
  return [names, ...rows].map(encodeRow).join("");
}
