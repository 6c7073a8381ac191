import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Blobs, StoredBytes } from "./blobs";

/** Bytes in memory, in the pieces in which they came, so that they are there once. */
export function memoryBlobs(): Blobs {
  const pieces = new Map<string, readonly Uint8Array[]>();
  const piecesOf = (sha256: string): readonly Uint8Array[] => {
    const found = pieces.get(sha256);
    if (found === undefined) throw new Error(`There are no bytes with the SHA-256 ${sha256}.`);
    return found;
  };
  return {
    write: async (bytes): Promise<StoredBytes> => {
      const taken: Uint8Array[] = [];
      const hash = createHash("sha256");
      let size = 0;
      for await (const piece of bytes) {
        taken.push(piece);
        hash.update(piece);
        size += piece.length;
      }
      const sha256 = hash.digest("hex");
      pieces.set(sha256, taken);
      return { sha256, size };
    },
    settled: () => Promise.resolve(),
    has: (sha256) => pieces.has(sha256),
    stream: (sha256) => Readable.from(piecesOf(sha256)),
    slice: (sha256, start, end) => Promise.resolve(sliceOf(piecesOf(sha256), start, end)),
    retain: (sha256s) => {
      for (const sha256 of pieces.keys()) if (!sha256s.has(sha256)) pieces.delete(sha256);
    },
  };
}

function sliceOf(pieces: readonly Uint8Array[], start: number, end: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (const piece of pieces) {
    parts.push(piece.subarray(Math.max(start - at, 0), Math.max(end - at, 0)));
    at += piece.length;
  }
  return Buffer.concat(parts);
}
