import { describe, expect, it } from "vitest";
import { zipNames } from "../../../server/src/connectorSdk/zipNames";
import { zipOf } from "../support/package";

function namesOf(bytes: Buffer): Promise<readonly string[] | undefined> {
  return zipNames(bytes.length, (start, end) => Promise.resolve(bytes.subarray(start, end)));
}

const ZIP = zipOf({ "connector.py": "code", "drivers/größe.bin": Buffer.alloc(100_000, 1), empty: "" });

describe("the names in a ZIP file", () => {
  it("are those of its directory", async () => {
    expect(await namesOf(ZIP)).toEqual(["connector.py", "drivers/größe.bin", "empty"]);
    expect(await namesOf(zipOf({}))).toEqual([]);
  });

  it("are found before a comment, even one that looks like an end", async () => {
    const comment = Buffer.concat([ZIP.subarray(-22, -18), Buffer.alloc(60_000)]);
    const commented = Buffer.concat([ZIP, comment]);
    commented.writeUInt16LE(comment.length, ZIP.length - 2);
    expect(await namesOf(commented)).toEqual(["connector.py", "drivers/größe.bin", "empty"]);
  });

  it("are read without the files", async () => {
    let read = 0;
    await zipNames(ZIP.length, (start, end) => {
      read += end - start;
      return Promise.resolve(ZIP.subarray(start, end));
    });
    expect(read).toBeLessThan(ZIP.length);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["a text", Buffer.from("no zip at all, but long enough to hold an end")],
    ["a file that was cut off", ZIP.subarray(0, -1)],
    ["a file that lacks its beginning", ZIP.subarray(50)],
  ])("are not there in %s", async (_name, bytes) => {
    expect(await namesOf(bytes)).toBeUndefined();
  });

  it("are not there when the directory points anywhere", async () => {
    const broken = Buffer.from(ZIP);
    broken.writeUInt32LE(0xffff_fff0, broken.length - 6);
    expect(await namesOf(broken)).toBeUndefined();
  });
});
