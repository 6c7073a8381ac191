import { createHash, pbkdf2 } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Blobs } from "../../../server/src/store/blobs";
import { fileBlobs } from "../../../server/src/store/fileBlobs";
import { memoryBlobs } from "../../../server/src/store/memoryBlobs";

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(await Promise.resolve(text));
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "fivetran-local-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.each<[string, () => Blobs]>([
  ["in memory", () => memoryBlobs()],
  ["in a folder", () => fileBlobs(join(folder, "blobs"))],
])("bytes %s", (_where, make) => {
  let blobs: Blobs;
  beforeEach(() => {
    blobs = make();
  });

  it("come back as they were given", async () => {
    const kept = await blobs.write(pieces("one ", "two ", "three"));
    expect(kept).toEqual({ sha256: hashOf("one two three"), size: 13 });
    expect(blobs.has(kept.sha256)).toBe(true);
    expect((await buffer(blobs.stream(kept.sha256))).toString()).toBe("one two three");
  });

  it.each([
    [0, 13, "one two three"],
    [0, 0, ""],
    [2, 6, "e tw"],
    [4, 8, "two "],
    [9, 99, "hree"],
  ])("from %d to %d are read alone", async (start, end, expected) => {
    const { sha256 } = await blobs.write(pieces("one ", "two ", "three"));
    expect(Buffer.from(await blobs.slice(sha256, start, end)).toString()).toBe(expected);
  });

  it("are not kept when their source fails", async () => {
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces("half");
      throw new Error("broken off");
    };
    await expect(blobs.write(failing())).rejects.toThrow("broken off");
    expect(blobs.has(hashOf("half"))).toBe(false);
  });

  it("may be given twice, and none at all", async () => {
    await blobs.write(pieces("same"));
    const again = await blobs.write(pieces("sa", "me"));
    expect((await buffer(blobs.stream(again.sha256))).toString()).toBe("same");
    expect(await blobs.write(pieces())).toEqual({ sha256: hashOf(""), size: 0 });
  });

  it("go when they are not among those to retain", async () => {
    const [one, two] = [await blobs.write(pieces("one")), await blobs.write(pieces("two"))];
    blobs.retain(new Set([two.sha256]));
    expect([blobs.has(one.sha256), blobs.has(two.sha256)]).toEqual([false, true]);
  });
});

describe("bytes in a folder", () => {
  it("leave nothing else there, and are for their owner only", async () => {
    const blobs = fileBlobs(folder);
    const { sha256 } = await blobs.write(pieces("one"));
    expect(readdirSync(folder)).toEqual([sha256]);
    expect(statSync(join(folder, sha256)).mode & 0o077).toBe(0);
    // Every thread that opens files is busy, so that the source fails before its file is open.
    const hashed = promisify(pbkdf2);
    const busy = Array.from({ length: 8 }, () => hashed("password", "salt", 50_000, 32, "sha256"));
    const failing = async function* (): AsyncGenerator<Uint8Array> {
      yield* pieces("half");
      throw new Error("broken off");
    };
    await expect(blobs.write(failing())).rejects.toThrow("broken off");
    await Promise.all(busy);
    // CallResult after what was asked of the same threads before it.
    expect(await readdir(folder)).toEqual([sha256]);
  });
});
