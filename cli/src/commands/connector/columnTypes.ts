/** Which types the columns of a connector have had, over its runs: a column that changes its type is one that will fail somewhere. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Types in the order in which they were seen, by table and column. */
export type ColumnTypes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const fileIn = (folder: string): string => join(folder, "files", "types.json");

export function readTypes(folder: string): ColumnTypes {
  const file = fileIn(folder);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as ColumnTypes) : {};
}

/** Adds the types of one run. */
export function rememberTypes(
  folder: string,
  types: Readonly<Record<string, Readonly<Record<string, string>>>>,
): void {
  const before = readTypes(folder);
  const after: Record<string, Record<string, readonly string[]>> = {};
  for (const table of new Set([...Object.keys(before), ...Object.keys(types)])) {
    const columns = new Map(Object.entries(before[table] ?? {}));
    for (const [column, type] of Object.entries(types[table] ?? {}))
      columns.set(column, [...new Set([...(columns.get(column) ?? []), type])]);
    after[table] = Object.fromEntries(columns);
  }
  mkdirSync(join(folder, "files"), { recursive: true });
  writeFileSync(fileIn(folder), `${JSON.stringify(after, undefined, 1)}\n`);
}
