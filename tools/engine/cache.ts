import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isProcessAlive } from "./process.ts";
import type { Say } from "./progress.ts";

/** Where engines are kept: outside every work tree, so that clones share them and `git clean` spares them. */
export function engineCacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "pulumi-fivetran", "engine");
}

/** What waiting for another run depends on; tests give their own. */
export interface LockOptions {
  now?: () => number;
  sleep?: (milliseconds: number) => Promise<unknown>;
  isAlive?: (pid: number) => boolean;
}

/** The holder touches its lock this often; a lock untouched for five times as long is nobody's. Both in milliseconds. */
const HEARTBEAT_MS = 10_000;
const STALE_AFTER_MS = 5 * HEARTBEAT_MS;
const POLL_MS = 1_000;

/** Who wrote a lock: `<pid> <host>`. Undefined when it has just gone, or is not written yet. */
async function readHolder(lock: string): Promise<{ pid: number; host: string; touched: number } | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(lock, "utf8"), stat(lock)]);
    const [pid, host] = text.trim().split(" ");
    return { pid: Number(pid), host: host ?? "", touched: mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * Takes the lock, waiting while another live run holds it. A dead holder's lock is taken over: its process is gone (asked only on its
 * own host), or nobody has touched it for {@link STALE_AFTER_MS}, which also covers an id that was given out again.
 */
async function takeLock(lock: string, say: Say, options: LockOptions): Promise<() => Promise<void>> {
  const { now = Date.now, sleep: wait = sleep, isAlive = isProcessAlive } = options;
  let told = false;
  for (;;) {
    try {
      await writeFile(lock, `${process.pid} ${hostname()}\n`, { flag: "wx" });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = await readHolder(lock);
    if (holder === undefined) continue;
    const dead = holder.host === hostname() && holder.pid > 0 && !isAlive(holder.pid);
    if (dead || now() - holder.touched > STALE_AFTER_MS) {
      await rm(lock, { force: true });
      continue;
    }
    if (!told) say(`Another run (process ${holder.pid}) is preparing the same engine; waiting for it ...`);
    told = true;
    await wait(POLL_MS);
  }
  const heartbeat = setInterval(() => {
    const time = new Date();
    utimes(lock, time, time).catch(() => undefined);
  }, HEARTBEAT_MS);
  heartbeat.unref();
  return async () => {
    clearInterval(heartbeat);
    await rm(lock, { force: true });
  };
}

/** Removes what interrupted builds of the same folder left. Only the holder of the lock calls it. */
async function removeLeftovers(folder: string, isAlive: (pid: number) => boolean): Promise<void> {
  const prefix = `${basename(folder)}.tmp-`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split("-")[0]);
    if (!isAlive(pid)) await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

/**
 * Makes `folder` exist with what `build` puts into it, once.
 *
 * `build` fills a temporary folder beside it, which is renamed at the end: a folder that exists is complete, however a build was
 * interrupted. The lock only saves work: should two runs ever build at once, the first rename wins and the other's result is dropped.
 * Rejects with the error of `build`.
 */
export async function buildOnce(
  folder: string,
  build: (temporary: string) => Promise<void>,
  say: Say,
  options: LockOptions = {},
): Promise<void> {
  if (existsSync(folder)) return;
  await mkdir(dirname(folder), { recursive: true });
  const release = await takeLock(`${folder}.lock`, say, options);
  try {
    if (existsSync(folder)) return;
    await removeLeftovers(folder, options.isAlive ?? isProcessAlive);
    const temporary = `${folder}.tmp-${process.pid}-${randomBytes(4).toString("hex")}`;
    try {
      await mkdir(temporary);
      await build(temporary);
      await rename(temporary, folder).catch((error: unknown) => {
        if (!existsSync(folder)) throw error;
      });
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  } finally {
    await release();
  }
}
