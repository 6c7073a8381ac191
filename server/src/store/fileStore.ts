import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Blobs } from "./blobs";
import { fileBlobs } from "./fileBlobs";
import { type FolderLock, lockFolder } from "./folderLock";
import type { Change, Store, StoredEntry } from "./store";
import { openLog, readLog, type TransactionLog, type WriteWatch, writeLog } from "./transactionLog";

const LOG_FILE = "account.jsonl";
const BLOBS_FOLDER = "blobs";
/** A log is rewritten when it is longer than this and mostly superseded writes. */
const COMPACT_ABOVE_BYTES = 4 * 1024 * 1024;
const COMPACT_ABOVE_RATIO = 4;

/**
 * A store in a folder: one append-only log of transactions, a line each with its checksum.
 *
 * Why a log: a write costs its own size, whatever else the account holds, and several waiting writes share one `fsync`. A commit
 * resolves after that `fsync`. A last line that a crash tore is dropped at the next start (nobody was told that it succeeded);
 * any other damage is an error, never a guess. At start, and when most of the log is superseded, the live objects are written to a
 * temporary file, synced, and renamed over the log. A lock file keeps a second server out.
 *
 * Bytes that records name (uploads) are files beside it, so that the log stays small.
 *
 * Secret values do not reach the store (see state/seal.ts); the folder is readable by its owner only all the same.
 *
 * @throws Error when another server uses the folder, or when the log is damaged
 */
export function fileStore(folder: string, watch?: WriteWatch): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockFolder(folder);
  try {
    return new FileStore(join(folder, LOG_FILE), lock, watch);
  } catch (error) {
    lock.release();
    throw error;
  }
}

class FileStore implements Store {
  readonly blobs: Blobs;
  private readonly live = new Map<string, StoredEntry>();
  private waiting: Change[][] = [];
  private flushing: Promise<void> | undefined;
  private failure: Error | undefined;
  private log: TransactionLog;
  private compactAbove: number;

  constructor(
    private readonly path: string,
    private readonly lock: FolderLock,
    private readonly watch: WriteWatch | undefined,
  ) {
    this.blobs = fileBlobs(join(dirname(path), BLOBS_FOLDER));
    for (const transaction of readLog(path)) this.remember(transaction);
    this.log = this.compact();
    this.compactAbove = this.nextCompaction();
  }

  load(): StoredEntry[] {
    return [...this.live.values()];
  }

  commit(changes: readonly Change[]): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    if (changes.length === 0) return this.settled();
    this.waiting.push([...changes]);
    this.flushing ??= this.flush();
    return this.flushing;
  }

  settled(): Promise<void> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    return this.flushing ?? Promise.resolve();
  }

  async close(): Promise<void> {
    try {
      await this.blobs.settled();
      await this.settled();
    } catch {
      // Whoever committed was told.
    } finally {
      this.log.close();
      this.lock.release();
    }
  }

  /**
   * Writes what waits until nothing does. A commit that arrives while a write is under way waits for the whole flush, so a caller
   * may wait a little longer than needed, never too short.
   */
  private async flush(): Promise<void> {
    try {
      // Lets the commits of the same tick share one write.
      await Promise.resolve();
      while (this.waiting.length > 0) {
        const transactions = this.waiting;
        this.waiting = [];
        await this.log.append(transactions);
        for (const transaction of transactions) this.remember(transaction);
        if (this.log.bytes > this.compactAbove) {
          this.log.close();
          this.log = this.compact();
          this.compactAbove = this.nextCompaction();
        }
      }
    } catch (error) {
      // The log may end in half a line now, and the memory is ahead of it: nothing may follow.
      this.failure = new Error(`The data folder cannot be written any more: ${(error as Error).message}`);
      throw this.failure;
    } finally {
      this.flushing = undefined;
    }
  }

  private remember(transaction: readonly Change[]): void {
    for (const { collection, id, value } of transaction) {
      const key = `${collection}\n${id}`;
      if (value === undefined) this.live.delete(key);
      else this.live.set(key, { collection, id, value });
    }
  }

  private compact(): TransactionLog {
    writeLog(this.path, this.live.values());
    return openLog(this.path, this.watch);
  }

  private nextCompaction(): number {
    return Math.max(COMPACT_ABOVE_BYTES, this.log.bytes * COMPACT_ABOVE_RATIO);
  }
}
