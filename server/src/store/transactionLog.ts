import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import { crc32 } from "node:zlib";
import type { Change, StoredEntry } from "./store";
import { syncFolder } from "./syncFolder";

/**
 * A line is `<crc32 of the rest, 8 hex digits> <JSON list of changes>`, a change being `[collection, id, value]`, or `[collection, id]`
 * for a removal:
 *
 *     1c291ca3 [["groups","decent_dropsy",{"id":"decent_dropsy","name":"analytics"}],["groups","harbour_choking"]]
 */
type WrittenChange = readonly [collection: string, id: string, value?: unknown];

const FIRST_LINE = "fivetran-local 1\n";
const OBJECTS_A_LINE = 100;

export interface TransactionLog {
  /** Length of the file. */
  readonly bytes: number;
  /** Appends one line a transaction and resolves when they are on disk. */
  append(transactions: readonly (readonly Change[])[]): Promise<void>;
  close(): void;
}

/**
 * The transactions of a log, oldest first; none when there is no file.
 *
 * @throws Error when a line that is not the last one cannot be read
 */
export function readLog(path: string): Change[][] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, "utf8");
  if (!text.startsWith(FIRST_LINE)) {
    throw new Error(
      `${path} was not written by this version of fivetran-local. Move it away to start with an empty account.`,
    );
  }
  // What follows the last line feed is a line that a crash tore.
  const lines = text.slice(FIRST_LINE.length).split("\n").slice(0, -1);
  const transactions: Change[][] = [];
  for (const [index, line] of lines.entries()) {
    const changes = parseLine(line);
    if (changes !== undefined) transactions.push(changes);
    else if (index < lines.length - 1) {
      throw new Error(
        `${path} is damaged at line ${index + 2}. Restore it from a backup, or move it away to start with an empty account.`,
      );
    }
  }
  return transactions;
}

/** Replaces a log by one that holds only these objects. A crash leaves the old file or the new one, whole. */
export function writeLog(path: string, entries: Iterable<StoredEntry>): void {
  const temporary = `${path}.new`;
  const file = openSync(temporary, "w", 0o600);
  try {
    writeWhole(file, FIRST_LINE);
    let line: StoredEntry[] = [];
    for (const entry of entries) {
      line.push(entry);
      if (line.length === OBJECTS_A_LINE) {
        writeWhole(file, formatLine(line));
        line = [];
      }
    }
    if (line.length > 0) writeWhole(file, formatLine(line));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** How much of a write reaches the disk. */
export type Portion = "none" | "half" | "all";

/** Lets a test kill this process in the middle of a write. */
export interface WriteWatch {
  /** Asked before each write. @returns how much of it is still done; undefined to go on as usual */
  diskWrite(): Portion | undefined;
  endProcess(): void;
}

export function openLog(path: string, watch?: WriteWatch): TransactionLog {
  const descriptor = openSync(path, "a", 0o600);
  return new OpenLog(descriptor, fstatSync(descriptor).size, watch);
}

class OpenLog implements TransactionLog {
  constructor(
    private readonly descriptor: number,
    public bytes: number,
    private readonly watch: WriteWatch | undefined,
  ) {}

  async append(transactions: readonly (readonly Change[])[]): Promise<void> {
    // Written at once, so that a killed process leaves whole lines; synced off the main thread, so that reads go on meanwhile.
    const text = transactions.map(formatLine).join("");
    const portion = this.watch?.diskWrite();
    if (portion !== undefined) {
      writeWhole(this.descriptor, text.slice(0, text.length * PORTIONS[portion]));
      this.watch?.endProcess();
    }
    this.bytes += writeWhole(this.descriptor, text);
    await syncData(this.descriptor);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}

const PORTIONS: Readonly<Record<Portion, number>> = { none: 0, half: 0.5, all: 1 };

const syncData = promisify(fdatasync);

function formatLine(changes: readonly Change[]): string {
  const written = changes.map(
    ({ collection, id, value }): WrittenChange =>
      value === undefined ? [collection, id] : [collection, id, value],
  );
  const json = JSON.stringify(written);
  return `${checksum(json)} ${json}\n`;
}

/** Undefined for a line that is not one whole transaction. */
function parseLine(line: string): Change[] | undefined {
  const json = line.slice(9);
  if (line.slice(0, 8) !== checksum(json)) return undefined;
  // The checksum says that these are bytes of formatLine.
  const written = JSON.parse(json) as WrittenChange[];
  return written.map(([collection, id, value]) => ({ collection, id, value }));
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, "0");
}

/** `writeSync` may write less than it was given. */
function writeWhole(descriptor: number, text: string): number {
  const bytes = Buffer.from(text, "utf8");
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written);
  }
  return bytes.length;
}
