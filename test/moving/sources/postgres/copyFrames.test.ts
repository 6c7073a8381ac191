import { expect, it } from "vitest";
import { CopyFrames } from "../../../../engine/src/sources/postgres/copyFrames";

const frame = (kind: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(5);
  head.write(kind, 0, "latin1");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};

it("finds rows and other messages wherever the chunks of a connection are cut", () => {
  const rows = Array.from({ length: 50 }, (_, index) =>
    Buffer.from(`row ${"x".repeat((index * 7) % 40)}${index}\n`),
  );
  const stream = Buffer.concat([
    frame("H", Buffer.from("hh")),
    ...rows.map((row) => frame("d", row)),
    frame("N", Buffer.from("notice")),
    ...["c", "C", "Z"].map((kind) => frame(kind, Buffer.from(kind === "c" ? "" : "done"))),
    Buffer.from("behind"),
  ]);
  for (let size = 1; size <= stream.length; size += size < 60 ? 1 : 131) {
    const taken: Buffer[] = [];
    const others: string[] = [];
    const behind: Buffer[] = [];
    const frames = new CopyFrames(
      (buffer, start, end) => taken.push(Buffer.from(buffer.subarray(start, end))),
      (message) => others.push(String.fromCharCode(message[0] ?? 0)),
    );
    for (let at = 0; at < stream.length; at += size) {
      const chunk = Buffer.from(stream.subarray(at, at + size));
      const rest = behind.length > 0 ? chunk : frames.read(chunk);
      if (rest !== undefined) behind.push(rest);
    }
    expect(taken.map(String)).toEqual(rows.map(String));
    expect(others.join("")).toBe("HNcCZ");
    expect(Buffer.concat(behind).toString()).toBe("behind");
  }
});
