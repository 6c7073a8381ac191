import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FileSource, LARGEST_UPLOAD, readUpload } from "../../../sdk/src/http/upload.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fivetran-upload-"));
});
afterAll(() => rm(folder, { recursive: true }));

const signal = new AbortController().signal;

/** The one file of the form that was made, as a server reads it. */
async function fileOf(source: FileSource): Promise<{ name: string; type: string; text: string }> {
  const read = await readUpload(source, signal);
  if (!read.ok) throw new Error(read.problem);
  const { bytes, contentType } = read.body;
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  }).formData();
  expect([...form.keys()]).toEqual(["file"]);
  const file = form.get("file") as File;
  return { name: file.name, type: file.type, text: await file.text() };
}

async function problemWith(source: unknown): Promise<string> {
  const read = await readUpload(source as FileSource, signal);
  return read.ok ? "none" : read.problem;
}

describe("readUpload", () => {
  it("makes a form of a path, with the name of the file", async () => {
    const path = join(folder, "my code.zip");
    await writeFile(path, "PK\r\n--zip");
    expect(await fileOf(path)).toEqual({ name: "my code.zip", type: "application/zip", text: "PK\r\n--zip" });
  });

  it.each([
    ["bytes", new TextEncoder().encode("PK zip")],
    ["a Buffer", Buffer.from("PK zip")],
    ["a stream", Readable.from([Buffer.from("PK"), Buffer.from(" zip")])],
  ])("makes a form of %s", async (_, source) => {
    expect(await fileOf(source)).toEqual({ name: "code.zip", type: "application/zip", text: "PK zip" });
  });

  it("keeps a name with quotes from ending the header", async () => {
    const path = join(folder, 'a"b.zip');
    await writeFile(path, "PK");
    const read = await readUpload(path, signal);
    expect(read.ok && read.body.bytes.toString()).toContain('filename="a%22b.zip"\r\n');
  });

  it("is not changed by what the caller writes into the bytes later", async () => {
    const bytes = Buffer.from("PK zip");
    const reading = readUpload(bytes, signal);
    bytes.fill("x");
    const read = await reading;
    expect(read.ok && read.body.bytes.toString()).toContain("PK zip");
  });

  it("says that there is no such file", async () => {
    const path = join(folder, "none.zip");
    expect(await problemWith(path)).toBe(`there is no file ${path}`);
  });

  it.each([
    ["a folder", () => folder],
    ["a device", () => "/dev/null"],
  ])("says that %s is no file", async (_, path) => {
    expect(await problemWith(path())).toBe(`${path()} is not a file`);
  });

  it("refuses an empty file", async () => {
    expect(await problemWith(Buffer.alloc(0))).toBe("the file is empty");
  });

  it("refuses a file over 200 MB without reading it", async () => {
    const path = join(folder, "large.zip");
    await writeFile(path, "");
    await truncate(path, LARGEST_UPLOAD + 1); // Takes no space on the disk.
    expect(await problemWith(path)).toBe(
      `the file has ${LARGEST_UPLOAD + 1} bytes or more, and Fivetran takes 200 MB at most`,
    );
  });

  it("stops reading a stream that goes over 200 MB, and closes it", async () => {
    const chunk = Buffer.alloc(LARGEST_UPLOAD / 4 + 1);
    let read = 0;
    const stream = Readable.from(
      (function* () {
        for (;;) {
          read += 1;
          yield chunk;
        }
      })(),
      { highWaterMark: 1 },
    );
    expect(await problemWith(stream)).toMatch(/200 MB at most/);
    expect(stream.destroyed).toBe(true);
    expect(read).toBeLessThan(8);
  });

  it("says why a stream failed", async () => {
    const stream = new Readable({ read: () => stream.destroy(new Error("disk on fire")) });
    expect(await problemWith(stream)).toBe("the stream of the file failed (Error: disk on fire)");
  });

  it.each([
    ["text", Readable.from(["PK"])],
    [
      "numbers",
      (async function* () {
        yield 80;
      })(),
    ],
  ])("refuses a stream of %s, which is not what is in the file", async (_, stream) => {
    expect(await problemWith(stream)).toBe("the stream of the file gives something other than bytes");
  });

  it.each([[undefined], [42], [{}], [null]])("refuses %j", async (wrong) => {
    expect(await problemWith(wrong)).toBe("the file is neither a path, nor bytes, nor a stream of bytes");
  });
});
