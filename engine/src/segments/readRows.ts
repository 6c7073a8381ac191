import { createReadStream } from "node:fs";
import { decodeRow } from "./csvRow";
import type { Segment } from "./segment";

const QUOTE = 34;
const LINE_FEED = 10;

/** Reads the rows of a segment one by one, as canonical texts. */
export async function* readRows(segment: Segment): AsyncGenerator<(string | null)[]> {
  let waiting: Buffer[] = [];
  let quoted = false;
  for await (const chunk of createReadStream(segment.path, {
    highWaterMark: 1024 * 1024,
  }) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      // A doubled quote turns it twice.
      if (byte === QUOTE) quoted = !quoted;
      else if (byte === LINE_FEED && !quoted) {
        yield decodeRow(Buffer.concat([...waiting, chunk.subarray(from, at)]).toString("utf8"));
        waiting = [];
        from = at + 1;
      }
    }
    waiting.push(chunk.subarray(from));
  }
}
