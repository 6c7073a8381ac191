import { createHash, randomUUID } from "node:crypto";
import { createReadStream, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Blobs, StoredBytes } from "./blobs";
import { StoreError } from "./store";
import { syncFolder } from "./syncFolder";

/** A file of this store: whole, or the draft of one. Other files in the folder belong to somebody else. */
const OWN_FILE = /^(?:[0-9a-f]{64}|\.new-[0-9a-f-]{36})$/;

/** What goes wrong with a disk, not with the bytes that are sent. */
const DISK_FAULTS: ReadonlySet<string> = new Set([
  "ENOSPC",
  "EDQUOT",
  "EIO",
  "EROFS",
  "EMFILE",
  "ENFILE",
  "EFBIG",
]);

/**
 * Bytes in a folder, a file each, named after its SHA-256. A file has that name only once all of it is on disk: it is written under
 * another one, synced, and renamed. A record that names it is committed after that, so a crash leaves at most a file that nobody names.
 */
export function fileBlobs(folder: string): Blobs {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pathOf = (sha256: string): string => join(folder, sha256);
  const writing = new Set<Promise<StoredBytes>>();
  return {
    write: async (bytes) => {
      const written = write(folder, bytes);
      writing.add(written);
      try {
        return await written;
      } finally {
        writing.delete(written);
      }
    },
    settled: async () => {
      await Promise.allSettled(writing);
    },
    has: (sha256) => existsSync(pathOf(sha256)),
    stream: (sha256) => createReadStream(pathOf(sha256)),
    slice: (sha256, start, end) => slice(pathOf(sha256), start, end),
    retain: (sha256s) => {
      for (const name of readdirSync(folder)) {
        if (OWN_FILE.test(name) && !sha256s.has(name) && lstatSync(join(folder, name)).isFile()) {
          rmSync(join(folder, name));
        }
      }
    },
  };
}

async function write(folder: string, bytes: AsyncIterable<Uint8Array>): Promise<StoredBytes> {
  const draft = join(folder, `.new-${randomUUID()}`);
  const hash = createHash("sha256");
  let size = 0;
  // Authentication before anything can fail: a stream that is destroyed while it opens its file leaves that file behind.
  const file = await open(draft, "wx", 0o600).catch((error: unknown) => {
    throw storeErrorFrom(error, folder);
  });
  try {
    await pipeline(
      bytes,
      async function* (source: AsyncIterable<Uint8Array>) {
        for await (const piece of source) {
          hash.update(piece);
          size += piece.length;
          yield piece;
        }
      },
      // `flush` syncs the file before it is closed.
      file.createWriteStream({ flush: true }),
    );
    const sha256 = hash.digest("hex");
    renameSync(draft, join(folder, sha256));
    syncFolder(folder);
    return { sha256, size };
  } catch (error) {
    rmSync(draft, { force: true });
    throw storeErrorFrom(error, folder);
  }
}

/** An error of the disk as the store's own, and any other as it is. */
function storeErrorFrom(error: unknown, folder: string): unknown {
  const isOfDisk = error instanceof Error && "code" in error && DISK_FAULTS.has(String(error.code));
  return isOfDisk
    ? new StoreError(`The folder ${folder} cannot be written: ${error.message}. Nothing of this was kept.`)
    : error;
}

async function slice(path: string, start: number, end: number): Promise<Uint8Array> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
