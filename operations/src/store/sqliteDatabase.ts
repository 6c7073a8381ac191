import { chmodSync, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Database, Row, Statement, Value } from "./database";
import { KeyedLock } from "./keyedLock";

const FILE = "operations.db";
const LOCK_FILE = "lock.db";

/** Another process uses the folder. */
export class FolderInUseError extends Error {
  override readonly name = "FolderInUseError";
}

/**
 * Opens the SQLite file of a data folder for this process alone, and makes the folder (0700) where there is none. Every write
 * is on disk when it returns (`synchronous = FULL`).
 *
 * @throws {FolderInUseError} while another process has it open
 */
export async function openSqliteDatabase(folder: string): Promise<Database> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!statSync(folder).isDirectory()) throw new Error(`${folder} is not a folder.`);
  const { DatabaseSync: Opened } = await import("node:sqlite");
  const file = join(folder, FILE);
  const isNew = !existsSync(file);
  const lock = lockFolder(new Opened(join(folder, LOCK_FILE)), folder);
  const database = new Opened(file);
  if (isNew) chmodSync(file, 0o600);
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000");
  return new SqliteDatabase(database, lock);
}

/** An exclusive lock of SQLite's own, which the system ends with the process, however that ends. */
function lockFolder(lock: DatabaseSync, folder: string): DatabaseSync {
  try {
    lock.exec("CREATE TABLE IF NOT EXISTS holder (pid INTEGER, since TEXT)");
    lock.exec("DELETE FROM holder");
    lock.prepare("INSERT INTO holder VALUES ($1, $2)").run({ $1: process.pid, $2: new Date().toISOString() });
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    if (!isBusy(error)) throw error;
    throw new FolderInUseError(
      `The data folder ${folder} is used by another process: one process at a time uses a folder. Stop that one, name another folder by --data, or keep operations on Postgres by --database, which several processes share.`,
    );
  }
}

/** SQLITE_BUSY and SQLITE_LOCKED. */
function isBusy(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) & 0xff : undefined;
  return code === 5 || code === 6;
}

class SqliteDatabase implements Database {
  readonly kind = "sqlite";
  readonly #database: DatabaseSync;
  readonly #lock: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #keyed = new KeyedLock();

  constructor(database: DatabaseSync, lock: DatabaseSync) {
    this.#database = database;
    this.#lock = lock;
  }

  all(sql: string, values: readonly Value[] = []): Promise<Row[]> {
    return attempt(() => this.#prepare(sql).all(named(values)) as Row[]);
  }

  run(sql: string, values: readonly Value[] = []): Promise<number> {
    return attempt(() => this.#run({ sql, values }));
  }

  batch(statements: readonly Statement[]): Promise<number[]> {
    return attempt(() => {
      this.#database.exec("BEGIN IMMEDIATE");
      try {
        const changed = statements.map((statement) => this.#run(statement));
        this.#database.exec("COMMIT");
        return changed;
      } catch (error) {
        this.#database.exec("ROLLBACK");
        throw error;
      }
    });
  }

  locked<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.#keyed.run(key, work);
  }

  close(): Promise<void> {
    return attempt(() => {
      this.#database.close();
      this.#lock.close();
    });
  }

  #run({ sql, values = [] }: Statement): number {
    return Number(this.#prepare(sql).run(named(values)).changes);
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

/** What is synchronous and throws, as a promise that rejects. */
async function attempt<T>(work: () => T): Promise<T> {
  return work();
}

/** `$1` is a name to SQLite. */
function named(values: readonly Value[]): Record<string, SQLInputValue> {
  return Object.fromEntries(values.map((value, index) => [`$${index + 1}`, value]));
}
