import { randomUUID } from "node:crypto";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LOCK_FILE = "server.lock";

/** The process that holds a folder. */
interface Holder {
  readonly pid: number;
  /** When the process started, in the system's own unit; absent where it cannot be told. Tells a process from a later one with its number. */
  readonly started?: string;
  readonly token: string;
}

export interface FolderLock {
  release(): void;
}

/** Locks held by this process, by token: a lock file with our process number and another token was left by a dead namesake. */
const held = new Set<string>();

/**
 * Takes a folder for this server alone. A lock whose process is gone is taken over.
 *
 * @throws Error when a living process holds the folder
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, LOCK_FILE);
  const token = randomUUID();
  const { started } = statOf("self");
  const own: Holder = { pid: process.pid, token, ...(started === undefined ? {} : { started }) };
  const draft = join(folder, `.lock-${token}`);
  writeFileSync(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    take(draft, path, folder);
  } finally {
    rmSync(draft, { force: true });
  }
  held.add(token);
  return {
    release: () => {
      if (held.delete(token) && read(path)?.token === token) rmSync(path, { force: true });
    },
  };
}

/** A link is made or refused as a whole, so the lock file is never seen half written. */
function take(draft: string, path: string, folder: string): void {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      linkSync(draft, path);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = read(path);
    if (holder !== undefined && isAlive(holder)) throw new Error(inUse(folder, holder));
    removeStale(path, holder?.token, `${draft}-stale`);
  }
  throw new Error(`The data folder ${folder} cannot be locked.`);
}

/** Of two servers that find the same stale lock, the slower one must not remove the lock that the faster one has just made. */
function removeStale(path: string, token: string | undefined, aside: string): void {
  try {
    renameSync(path, aside);
    if (read(aside)?.token !== token) linkSync(aside, path);
  } catch {
    // Another server was faster; the next attempt sees its lock.
  } finally {
    rmSync(aside, { force: true });
  }
}

function inUse(folder: string, holder: Holder): string {
  return `The data folder ${folder} is used by another fivetran-local (process ${holder.pid}). Stop it, or use another folder.`;
}

function read(path: string): Holder | undefined {
  try {
    // Written by lockFolder; anything else is treated as a lock of nobody.
    const holder = JSON.parse(readFileSync(path, "utf8")) as Partial<Holder>;
    if (typeof holder.pid !== "number" || typeof holder.token !== "string") return undefined;
    return {
      pid: holder.pid,
      token: holder.token,
      ...(holder.started === undefined ? {} : { started: holder.started }),
    };
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return held.has(holder.token);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  const { state, started } = statOf(holder.pid);
  if (state === "Z" || state === "X") return false;
  return holder.started === undefined || holder.started === started;
}

interface ProcessStat {
  /** `Z` and `X`: it has ended, and only its number is left until its parent takes note. */
  readonly state?: string | undefined;
  /** When it started, in the system's own unit. */
  readonly started?: string | undefined;
}

/** What the system shows of a process as a file (Linux): fields 3 and 22 of `stat`, counted after the command in brackets. */
function statOf(pid: number | "self"): ProcessStat {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], started: fields[19] };
  } catch {
    return {};
  }
}
