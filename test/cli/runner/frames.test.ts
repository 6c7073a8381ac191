import { describe, expect, it } from "vitest";
import { readEvents } from "../../../cli/src/runner/frames";

function frame(kind: string, payload: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32LE(payload.length, 0);
  header.writeUInt8(kind.charCodeAt(0), 4);
  return Buffer.concat([header, payload]);
}

const message = (value: object): Buffer => frame("J", Buffer.from(JSON.stringify(value)));

function rows(table: number, count: number, lines: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32LE(table, 0);
  header.writeUInt32LE(count, 4);
  return frame("R", Buffer.concat([header, Buffer.from(lines)]));
}

async function readAll(bytes: Buffer, chunk: number): Promise<unknown[]> {
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += chunk) yield Promise.resolve(bytes.subarray(at, at + chunk));
  }
  const events: unknown[] = [];
  for await (const event of readEvents(pieces())) events.push(event);
  return events;
}

describe("readEvents", () => {
  const stream = Buffer.concat([
    message({ type: "hello", python: "3.12.0" }),
    rows(2, 1, '{"id":1,"~":4}\n'),
    frame("B", Buffer.alloc(0)),
    frame("B", Buffer.from("piece")),
    message({ type: "done" }),
  ]);

  it.each([1, 2, 3, 5, 7, 64, 10_000])("reads frames that come in pieces of %i bytes", async (chunk) => {
    expect(await readAll(stream, chunk)).toEqual([
      { type: "hello", python: "3.12.0" },
      { type: "rows", table: 2, count: 1, lines: Buffer.from('{"id":1,"~":4}\n') },
      { type: "piece", content: Buffer.alloc(0) },
      { type: "piece", content: Buffer.from("piece") },
      { type: "done" },
    ]);
  });

  it("says so when the stream ends within a frame, or is none of ours", async () => {
    await expect(readAll(stream.subarray(0, -1), 50)).rejects.toThrow("ends within a frame");
    await expect(readAll(stream.subarray(0, 3), 50)).rejects.toThrow("ends within a frame");
    await expect(readAll(frame("X", Buffer.alloc(1)), 50)).rejects.toThrow("unknown kind 88");
    await expect(readAll(Buffer.from("HTTP/1.1 200 OK"), 50)).rejects.toThrow("256 MB at most");
  });
});
