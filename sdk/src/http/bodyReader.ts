import type { Readable } from "node:stream";
import { addAbortSignal } from "node:stream";

/** Thrown when a body is larger than was allowed. */
export class BodyTooLarge extends Error {}

/**
 * Reads a body to its end, as UTF-8. No more than one piece beyond `maxBytes` is held.
 *
 * @throws {BodyTooLarge}
 */
export async function readText(stream: Readable, maxBytes: number, signal: AbortSignal): Promise<string> {
  addAbortSignal(signal, stream);
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      size += piece.byteLength;
      if (size > maxBytes) throw new BodyTooLarge();
      pieces.push(piece);
    }
  } finally {
    // Closes the connection of what was not read to its end.
    stream.destroy();
  }
  return new TextDecoder("utf-8").decode(Buffer.concat(pieces)); // Leaves a byte order mark out.
}
