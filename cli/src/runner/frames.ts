/** Reads what a connector's process writes: see `connector_kit/runner/frames.py`. */
import type { ConnectorEvent } from "./port";

const HEADER_BYTES = 5;
const ROWS_HEADER_BYTES = 8;
/** No frame is larger: a row of 256 MB, or a stream that is none of ours. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024;

const MESSAGE = "J".charCodeAt(0);
const ROWS = "R".charCodeAt(0);
const PIECE = "B".charCodeAt(0);

/** @throws Error for a stream that is cut off within a frame, or is none */
export async function* readEvents(stream: AsyncIterable<Buffer>): AsyncGenerator<ConnectorEvent> {
  let waiting: Buffer[] = [];
  let size = 0;
  const take = (bytes: number): Buffer => {
    const whole = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting);
    waiting = whole.length > bytes ? [whole.subarray(bytes)] : [];
    size = whole.length - bytes;
    return whole.subarray(0, bytes);
  };
  let header: { length: number; kind: number } | undefined;
  for await (const chunk of stream) {
    waiting.push(chunk);
    size += chunk.length;
    for (;;) {
      if (header === undefined) {
        if (size < HEADER_BYTES) break;
        const bytes = take(HEADER_BYTES);
        header = { length: bytes.readUInt32LE(0), kind: bytes.readUInt8(4) };
        if (header.length > MAX_FRAME_BYTES)
          throw new Error(`a frame of ${header.length} bytes: a row may have 256 MB at most`);
      }
      if (size < header.length) break;
      yield toEvent(header.kind, take(header.length));
      header = undefined;
    }
  }
  if (header !== undefined || size > 0) throw new Error("the connector's stream ends within a frame");
}

function toEvent(kind: number, payload: Buffer): ConnectorEvent {
  switch (kind) {
    case MESSAGE:
      return JSON.parse(payload.toString("utf8")) as ConnectorEvent;
    case ROWS:
      return {
        type: "rows",
        table: payload.readUInt32LE(0),
        count: payload.readUInt32LE(4),
        lines: payload.subarray(ROWS_HEADER_BYTES),
      };
    case PIECE:
      return { type: "piece", content: payload };
    default:
      throw new Error(`a frame of the unknown kind ${kind}`);
  }
}
