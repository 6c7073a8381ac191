import {
  closeSync,
  existsSync,
  fdatasync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { promisify } from "node:util";
import { FIRST_LINE, formatTransaction } from "./logLines";
import type { Change, StoredEntry } from "./store";
import { syncFolder } from "./syncFolder";

const syncData = promisify(fdatasync);

/** Text goes to the file in pieces of about this length. */
const PIECE_LENGTH = 1024 * 1024;
/** After this number of pieces, other work of this process has a turn. */
const PIECES_A_TURN = 4;
/** The number of objects in a transaction of a rewritten log. */
const OBJECTS_AT_ONCE = 100;

/** How much of a write reaches the disk. */
export type Portion = "none" | "half" | "all";

const PORTIONS: Readonly<Record<Portion, number>> = { none: 0, half: 0.5, all: 1 };

/** Lets a test kill this process in the middle of a write. */
export interface WriteWatch {
  /** Asked before each write. @returns how much of it is still done; undefined to go on as usual */
  diskWrite(): Portion | undefined;
  endProcess(): void;
}

/** The file at which transactions are appended. A write that fails leaves nothing behind. */
export class TransactionLog {
  readonly #descriptor: number;
  readonly #watch: WriteWatch | undefined;

  /** Up to where the file holds whole transactions that are durable. */
  #good: number;

  /** Whether something may follow that does not belong there. */
  #hasRest = false;

  private constructor(descriptor: number, watch: WriteWatch | undefined) {
    this.#descriptor = descriptor;
    this.#watch = watch;
    this.#good = fstatSync(descriptor).size;
  }

  /** Opens a log; one that is not there begins empty. */
  static open(path: string, watch?: WriteWatch): TransactionLog {
    if (!existsSync(path)) new ReplacementLog(path).replace();
    return new TransactionLog(openSync(path, "a", 0o600), watch);
  }

  /** Length of what the file holds. */
  get bytes(): number {
    return this.#good;
  }

  /** Cuts off what stands behind this many bytes. */
  truncate(bytes: number): void {
    ftruncateSync(this.#descriptor, bytes);
    fsyncSync(this.#descriptor);
    this.#good = bytes;
  }

  /**
   * Appends transactions, and resolves when all of them are on disk.
   *
   * @throws Error when they cannot be written. None of them is there then, once the file can be touched again at all.
   */
  async append(transactions: readonly (readonly Change[])[]): Promise<void> {
    if (this.#hasRest) this.#removeRest();
    this.#hasRest = true;
    try {
      const written = await this.#write(transactions);
      // Off the main thread, so that reads go on meanwhile.
      await syncData(this.#descriptor);
      this.#good += written;
      this.#hasRest = false;
    } catch (error) {
      this.#tryRemovingRest();
      throw error;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  async #write(transactions: readonly (readonly Change[])[]): Promise<number> {
    let written = 0;
    let pieces = 0;
    for (const piece of piecesOf(transactions)) {
      if (pieces > 0 && pieces % PIECES_A_TURN === 0) await turn();
      this.#dieWhereWanted(piece);
      written += writeWhole(this.#descriptor, piece);
      pieces += 1;
    }
    return written;
  }

  #dieWhereWanted(piece: string): void {
    const portion = this.#watch?.diskWrite();
    if (portion === undefined) return;
    writeWhole(this.#descriptor, piece.slice(0, piece.length * PORTIONS[portion]));
    this.#watch?.endProcess();
  }

  #removeRest(): void {
    ftruncateSync(this.#descriptor, this.#good);
    this.#hasRest = false;
  }

  #tryRemovingRest(): void {
    try {
      this.#removeRest();
    } catch {
      // The next write tries again, and fails while it cannot be done.
    }
  }
}

/**
 * A log that holds only some objects, written beside the one that it shall replace. A crash leaves the old file or the new one, whole.
 */
export class ReplacementLog {
  readonly #path: string;
  readonly #draft: string;
  readonly #descriptor: number;

  constructor(path: string) {
    this.#path = path;
    this.#draft = `${path}.new`;
    this.#descriptor = openSync(this.#draft, "w", 0o600);
    writeWhole(this.#descriptor, FIRST_LINE);
  }

  /** Writes the objects a piece at a time; the caller that iterates decides when it goes on. */
  *write(entries: readonly StoredEntry[]): Generator<void> {
    for (let from = 0; from < entries.length; ) {
      const parts: (readonly StoredEntry[])[] = [];
      for (; from < entries.length && parts.length < 10; from += OBJECTS_AT_ONCE)
        parts.push(entries.slice(from, from + OBJECTS_AT_ONCE));
      this.append(parts);
      yield;
    }
  }

  append(transactions: readonly (readonly Change[])[]): void {
    for (const piece of piecesOf(transactions)) writeWhole(this.#descriptor, piece);
  }

  /** Brings what was written so far to the disk, off the main thread. */
  sync(): Promise<void> {
    return syncData(this.#descriptor);
  }

  /** Puts it in the other's place, on disk. */
  replace(): void {
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    renameSync(this.#draft, this.#path);
    syncFolder(dirname(this.#path));
  }

  /** Removes it, when it could not be written. */
  discard(): void {
    try {
      closeSync(this.#descriptor);
    } catch {
      // It was closed before the rename failed.
    }
    rmSync(this.#draft, { force: true });
  }
}

/** The lines of transactions, joined to pieces of some length. */
function* piecesOf(transactions: readonly (readonly Change[])[]): Generator<string> {
  let piece = "";
  for (const changes of transactions) {
    for (const line of formatTransaction(changes)) {
      piece += line;
      if (piece.length < PIECE_LENGTH) continue;
      yield piece;
      piece = "";
    }
  }
  if (piece !== "") yield piece;
}

/** `writeSync` may write less than it was given. */
function writeWhole(descriptor: number, text: string): number {
  const bytes = Buffer.from(text, "utf8");
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
  return bytes.length;
}
