import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { DestinationTable, TableState } from "../../contract/destination";
import { EngineError, messageOf } from "../../errors";
import { formatType, parseType } from "../../types/columnType";

/** How the files of a folder are written; `json` is one object a line. */
export type FolderFormat = "parquet" | "json" | "csv";

/** One file of a table. */
export interface Part {
  /** In the table's folder. */
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
  /** At least as many bytes as the longest row has: a reader makes room for it. */
  readonly longestRow: number;
}

/** What a table consists of: files that the manifest does not list are no part of it. */
export interface Manifest extends DestinationTable {
  readonly connection: string;
  readonly format: FolderFormat;
  readonly parts: readonly Part[];
}

/** The file that makes a commit: it is replaced whole, behind the parts that it lists. */
export const MANIFEST = "_manifest.json";

const PART_NAME = /^part-\d+-\d+\.(?:parquet|ndjson|csv)$/;

const manifestFile = z.object({
  version: z.literal(1),
  connection: z.string(),
  schema: z.string(),
  table: z.string(),
  format: z.enum(["parquet", "json", "csv"]),
  columns: z.array(z.tuple([z.string(), z.string()])),
  key: z.array(z.string()),
  state: z.object({
    batch: z.int(),
    position: z.string().optional(),
    syncedAt: z.int(),
    complete: z.boolean(),
  }),
  parts: z.array(z.object({ name: z.string(), rows: z.int(), bytes: z.int(), longestRow: z.int() })),
});

/** Reads the manifest of a table's folder; undefined for a folder without one. */
export function readManifest(folder: string): Manifest | undefined {
  const path = join(folder, MANIFEST);
  if (!existsSync(path)) return undefined;
  const parsed = manifestFile.safeParse(jsonOf(readFileSync(path, "utf8")));
  if (!parsed.success)
    throw new EngineError(
      `The manifest ${path} is damaged.`,
      {},
      "Put it back from a backup, or move the table's folder away: the next sync makes the table anew.",
    );
  const { version: _, columns, state, ...rest } = parsed.data;
  return {
    ...rest,
    state: { ...state, position: state.position },
    columns: columns.map(([name, type]) => ({ name, type: parseType(type) ?? { name: "STRING" } })),
  };
}

/** Replaces a manifest. What it lists is on the disk before it, so that a crash of the machine leaves the one or the other. */
export function writeManifest(folder: string, manifest: Manifest): void {
  const { columns, ...rest } = manifest;
  const text = JSON.stringify(
    { version: 1, ...rest, columns: columns.map(({ name, type }) => [name, formatType(type)]) },
    undefined,
    2,
  );
  const path = join(folder, MANIFEST);
  writeFileSync(`${path}.new`, `${text}\n`);
  syncToDisk(`${path}.new`);
  renameSync(`${path}.new`, path);
  syncToDisk(folder);
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function syncToDisk(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Removes what a commit that was not ended has left. Files that the engine does not make are left alone. */
export function removeStrayParts(folder: string, { parts }: Pick<Manifest, "parts">): void {
  const listed = new Set(parts.map(({ name }) => name));
  for (const name of readdirSync(folder))
    if (name === `${MANIFEST}.new` || (PART_NAME.test(name) && !listed.has(name)))
      rmSync(join(folder, name), { force: true });
}

/** Whether a folder holds nothing but what a creation that was not ended has left. */
export function isFree(folder: string): boolean {
  return !existsSync(folder) || readdirSync(folder).every((name) => name === `${MANIFEST}.new`);
}

/** A table before its first commit. */
export const FIRST_STATE: TableState = { batch: 0, position: undefined, syncedAt: 0, complete: false };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return messageOf(error);
  }
}
