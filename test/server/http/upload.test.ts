import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { readUpload } from "../../../server/src/http/upload";
import type { Blobs } from "../../../server/src/store/blobs";
import { memoryBlobs } from "../../../server/src/store/memoryBlobs";

const TYPE = "multipart/form-data; boundary=b";
const BEGUN = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\nhalf';

/** A store that reads only once the form is over, as one does that still opens its file. */
function slowToRead(over: Promise<unknown>): Blobs {
  const blobs = memoryBlobs();
  return {
    ...blobs,
    write: async (bytes) => {
      await over;
      return blobs.write(bytes);
    },
  };
}

/** A form that says how it ended. */
function form(text: string, failure?: Error): { stream: Readable; over: Promise<unknown> } {
  const stream = new Readable({ read: () => undefined });
  stream.push(text);
  if (failure === undefined) stream.push(null);
  else setImmediate(() => stream.destroy(failure));
  return { stream, over: new Promise((resolve) => stream.once("close", () => setImmediate(resolve))) };
}

describe("an upload whose store is slow to read", () => {
  it("is refused when the form breaks off before that, and nothing else fails", async () => {
    const { stream, over } = form(BEGUN, new Error("ECONNRESET"));
    await expect(readUpload(stream, TYPE, slowToRead(over))).rejects.toMatchObject({ status: 400 });
  });

  it("is refused when the form ends within its file before that", async () => {
    const { stream, over } = form(BEGUN);
    await expect(readUpload(stream, TYPE, slowToRead(over))).rejects.toMatchObject({ status: 400 });
  });

  it("is kept when the form is whole", async () => {
    const { stream } = form(`${BEGUN}\r\n--b--\r\n`);
    const blobs = slowToRead(new Promise((resolve) => setImmediate(resolve)));
    const kept = await readUpload(stream, TYPE, blobs);
    expect(kept).toMatchObject({ filename: "a.zip", size: 4 });
    expect((await buffer(blobs.stream(kept.sha256))).toString()).toBe("half");
  });
});
