import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import type { Blobs } from "./blobs";
import { BLOBS_FOLDER, claimFolder, keepAside, LOG_FILE } from "./dataFolder";
import { fileBlobs } from "./fileBlobs";
import { type FolderLock, lockFolder } from "./folderLock";
import { readLog } from "./readLog";
import { type Change, type Store, type StoredEntry, StoreError } from "./store";
import { ReplacementLog, TransactionLog, type WriteWatch } from "./transactionLog";

/** A log is rewritten when it is longer than this and mostly superseded writes. */
const COMPACT_ABOVE_BYTES = 4 * 1024 * 1024;
const COMPACT_ABOVE_RATIO = 4;
/** The maximum number of transactions that share a write. */
const WRITTEN_AT_ONCE = 1_000;
/** After a write that failed, it is looked so often whether there is room again. */
const RETRY_MS = 1_000;

/**
 * A store in a folder: one append-only log of transactions, a line each with its checksum.
 *
 * A write costs its own size, and several waiting writes share one `fsync`, after which a commit resolves. The next start keeps a torn
 * write aside; any other damage is an error. A log that is mostly superseded is rewritten and renamed. Uploads are files beside it.
 *
 * @throws Error when the folder is used by another server or holds files of somebody else's, or when the log is damaged
 */
export function fileStore(folder: string, watch?: WriteWatch): Store {
  claimFolder(folder);
  const lock = lockFolder(folder);
  try {
    return new FileStore(folder, lock, watch);
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Waiting {
  readonly changes: readonly Change[];
  resolve(): void;
  reject(error: StoreError): void;
}

class FileStore implements Store {
  readonly #folder: string;
  readonly #lock: FolderLock;
  readonly #watch: WriteWatch | undefined;
  readonly blobs: Blobs;
  readonly #path: string;
  readonly #live = new Map<string, StoredEntry>();
  #waiting: Waiting[] = [];

  /** The newest commit that is under way. */
  #newest: Promise<void> = Promise.resolve();
  #flushing: Promise<void> | undefined;
  #failed: StoreError | undefined;
  #retry: NodeJS.Timeout | undefined;
  readonly #failureListeners: (() => void)[] = [];
  readonly #recoveryListeners: (() => void)[] = [];
  #log: TransactionLog;
  #compactAbove = COMPACT_ABOVE_BYTES;
  #compacting: Promise<void> | undefined;

  /** While a replacement is written: it, and what was committed since it began. */
  #since: (readonly Change[])[] | undefined;
  #finished: ReplacementLog | undefined;
  #isClosed = false;

  constructor(folder: string, lock: FolderLock, watch: WriteWatch | undefined) {
    this.#folder = folder;
    this.#lock = lock;
    this.#watch = watch;
    this.#path = join(folder, LOG_FILE);
    const { changes, torn } = readLog(this.#path, (transaction) => this.#remember(transaction));
    if (torn !== undefined) {
      const aside = keepAside(folder, torn);
      console.error(
        `fivetran-local: the last write to ${this.#path} was torn by a crash before anybody was told of it. Its ${torn.bytes} bytes are not part of the account any more and are kept in ${aside}.`,
      );
    }
    this.#log = TransactionLog.open(this.#path, watch);
    if (torn !== undefined) this.#log.truncate(torn.at);
    if (changes > this.#live.size) this.#compactAtStart();
    this.#planCompaction();
    this.blobs = fileBlobs(join(folder, BLOBS_FOLDER));
  }

  get failure(): StoreError | undefined {
    return this.#failed;
  }

  onFailure(listener: () => void): void {
    this.#failureListeners.push(listener);
  }

  onRecovery(listener: () => void): void {
    this.#recoveryListeners.push(listener);
  }

  load(): StoredEntry[] {
    return [...this.#live.values()];
  }

  commit(changes: readonly Change[]): Promise<void> {
    return changes.length === 0 ? this.settled() : this.#write(changes);
  }

  settled(): Promise<void> {
    return this.#newest;
  }

  async close(): Promise<void> {
    try {
      await this.blobs.settled();
      await this.settled();
    } catch {
      // Those that committed were told.
    } finally {
      this.#isClosed = true;
      clearTimeout(this.#retry);
      await this.#compacting;
      await this.#flushing;
      this.#log.close();
      this.#lock.release();
    }
  }

  #write(changes: readonly Change[]): Promise<void> {
    if (this.#isClosed) return Promise.reject(new StoreError("The data folder is closed."));
    this.#newest = new Promise((resolve, reject) => this.#waiting.push({ changes, resolve, reject }));
    this.#flushing ??= this.#flush();
    return this.#newest;
  }

  /** Writes what waits until nothing does. */
  async #flush(): Promise<void> {
    // Lets the commits of the same tick share one write.
    await Promise.resolve();
    while (this.#waiting.length > 0 || this.#finished !== undefined) {
      this.#adoptReplacement();
      const written = this.#waiting.splice(0, WRITTEN_AT_ONCE);
      if (written.length === 0) break;
      try {
        await this.#log.append(written.map(({ changes }) => changes));
      } catch (error) {
        this.#fail(error, written);
        break;
      }
      this.#keep(written);
    }
    this.#flushing = undefined;
  }

  #keep(written: readonly Waiting[]): void {
    for (const { changes } of written) this.#remember(changes);
    this.#since?.push(...written.map(({ changes }) => changes));
    for (const { resolve } of written) resolve();
    if (this.#failed !== undefined) this.#recover();
    if (this.#log.bytes > this.#compactAbove) this.#compacting ??= this.#compact();
  }

  #fail(error: unknown, written: readonly Waiting[]): void {
    const reason = error instanceof Error ? error.message : String(error);
    const failure = new StoreError(
      `The data folder ${this.#folder} cannot be written: ${reason}. Nothing of this was kept. Reading goes on, and writing as soon as it can be done again.`,
    );
    const lost = [...written, ...this.#waiting.splice(0)];
    if (this.#failed === undefined) console.error(`fivetran-local: ${failure.message}`);
    this.#failed = failure;
    this.#newest = Promise.resolve();
    for (const listener of this.#failureListeners) listener();
    for (const { reject } of lost) reject(failure);
    clearTimeout(this.#retry);
    // An empty transaction tells whether there is room again.
    if (!this.#isClosed)
      this.#retry = setTimeout(() => void this.#write([]).catch(() => undefined), RETRY_MS).unref();
  }

  #recover(): void {
    this.#failed = undefined;
    clearTimeout(this.#retry);
    console.error(`fivetran-local: the data folder ${this.#folder} can be written again.`);
    for (const listener of this.#recoveryListeners) listener();
  }

  #remember(transaction: readonly Change[]): void {
    for (const { collection, id, value } of transaction) {
      const key = `${collection}\n${id}`;
      if (value === undefined) this.#live.delete(key);
      else this.#live.set(key, { collection, id, value });
    }
  }

  #compactAtStart(): void {
    const replacement = this.#beginReplacement();
    if (replacement === undefined) return;
    try {
      for (const _piece of replacement.write(this.load()));
      this.#put(replacement);
    } catch (error) {
      this.#giveUp(replacement, error);
    }
  }

  /** Writes the replacement while commits go on; those are added at its end. */
  async #compact(): Promise<void> {
    const replacement = this.#beginReplacement();
    if (replacement !== undefined) {
      this.#since = [];
      try {
        for (const _piece of replacement.write(this.load())) await this.#goOn();
        // The last step, for which everybody waits, has little left to write and to sync.
        await this.#writeSince(replacement);
        await replacement.sync();
        await this.#writeSince(replacement);
        this.#finished = replacement;
        this.#flushing ??= this.#flush();
        await this.#flushing;
      } catch (error) {
        this.#giveUp(replacement, error);
      }
    }
    this.#compacting = undefined;
  }

  async #writeSince(replacement: ReplacementLog): Promise<void> {
    while (this.#since !== undefined && this.#since.length > WRITTEN_AT_ONCE) {
      replacement.append(this.#since.splice(0, WRITTEN_AT_ONCE));
      await this.#goOn();
    }
  }

  async #goOn(): Promise<void> {
    await turn();
    if (this.#isClosed) throw new Error("the server stops");
  }

  /** Between two writes, so that none is lost. */
  #adoptReplacement(): void {
    const replacement = this.#finished;
    const since = this.#since ?? [];
    if (replacement === undefined) return;
    try {
      replacement.append(since);
      this.#put(replacement);
    } catch (error) {
      this.#giveUp(replacement, error);
    }
    this.#finished = undefined;
    this.#since = undefined;
    this.#planCompaction();
  }

  #beginReplacement(): ReplacementLog | undefined {
    try {
      return new ReplacementLog(this.#path);
    } catch (error) {
      this.#sayNotShorter(error);
      return undefined;
    }
  }

  #put(replacement: ReplacementLog): void {
    replacement.replace();
    const old = this.#log;
    this.#log = TransactionLog.open(this.#path, this.#watch);
    old.close();
  }

  #giveUp(replacement: ReplacementLog, error: unknown): void {
    replacement.discard();
    this.#since = undefined;
    if (!this.#isClosed) this.#sayNotShorter(error);
    this.#planCompaction();
  }

  #sayNotShorter(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`fivetran-local: ${this.#path} is not made shorter, and goes on as it is: ${reason}`);
  }

  #planCompaction(): void {
    this.#compactAbove = Math.max(COMPACT_ABOVE_BYTES, this.#log.bytes * COMPACT_ABOVE_RATIO);
  }
}
