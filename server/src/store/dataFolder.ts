import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { TornTail } from "./readLog";
import { syncFolder } from "./syncFolder";

export const LOG_FILE = "account.jsonl";
export const BLOBS_FOLDER = "blobs";

/** Files that a server killed at its first start leaves, and those that file systems put into their own root. */
const NOBODYS = /^(?:server\.lock|\.lock-[\w-]+|account\.jsonl\.new|lost\+found)$/;
const COPIED_AT_ONCE = 1024 * 1024;
/** Of what is shown in an error. */
const MAX_SHOWN = 5;

/**
 * Makes the folder where it is missing, and makes sure that it is one of this server's: one that holds a log, or nothing.
 *
 * @throws Error for a folder with files of somebody else's, which are not touched
 */
export function claimFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = readdirSync(folder);
  if (names.includes(LOG_FILE)) return;
  const foreign = names.filter((name) => !NOBODYS.test(name) && !isEmptyBlobs(folder, name)).sort();
  if (foreign.length === 0) return;
  const shown = foreign.slice(0, MAX_SHOWN).map((name) => `'${name}'`);
  if (foreign.length > MAX_SHOWN) shown.push(`${foreign.length - MAX_SHOWN} more`);
  throw new Error(
    `The folder ${folder} is not one of fivetran-local's: it holds ${shown.join(", ")} and no ${LOG_FILE}. Nothing in it was changed. Give a folder that is empty or does not exist, or one that fivetran-local has made.`,
  );
}

/**
 * Copies the torn end of a log to a file beside it, on disk.
 *
 * @returns the file's path
 */
export function keepAside(folder: string, { at, bytes }: TornTail): string {
  const target = freeName(folder);
  const from = openSync(join(folder, LOG_FILE), "r");
  const to = openSync(target, "wx", 0o600);
  try {
    const piece = Buffer.alloc(Math.min(bytes, COPIED_AT_ONCE));
    for (let done = 0; done < bytes; ) {
      const read = readSync(from, piece, 0, piece.length, at + done);
      if (read === 0) break;
      for (let written = 0; written < read; ) written += writeSync(to, piece, written, read - written);
      done += read;
    }
    fsyncSync(to);
  } finally {
    closeSync(from);
    closeSync(to);
  }
  syncFolder(folder);
  return target;
}

function freeName(folder: string): string {
  for (let number = 1; ; number++) {
    const path = join(folder, `account.torn-${number}`);
    if (!existsSync(path)) return path;
  }
}

/** A server that was killed at its first start has left it. */
function isEmptyBlobs(folder: string, name: string): boolean {
  if (name !== BLOBS_FOLDER) return false;
  try {
    return readdirSync(join(folder, name)).length === 0;
  } catch {
    return false;
  }
}
