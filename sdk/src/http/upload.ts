import { randomUUID } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";

/** The largest file that Fivetran takes: 200 MB. @unit bytes */
export const LARGEST_UPLOAD = 200 * 1024 * 1024;

/** The name of a file that has bytes but no path. */
const NAMELESS = "code.zip";

/** A file to upload: its path, its bytes, or a stream of them (Node's `Readable` is one). */
export type FileSource = string | Uint8Array | AsyncIterable<Uint8Array>;

/** A form with one file in it, as bytes: an attempt that failed can be repeated with the same. */
export interface MultipartBody {
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A file that can be sent, or why not. */
export type ReadUpload = { ok: true; body: MultipartBody } | { ok: false; problem: string };

/**
 * Reads a file whole, since a stream's size is known only then and nothing may be sent of a file that is too large.
 *
 * @param signal ends the reading; a later answer is ignored
 */
export async function readUpload(source: FileSource, signal: AbortSignal): Promise<ReadUpload> {
  // At once: the caller may write into its bytes after the call.
  if (source instanceof Uint8Array) return uploadOf(NAMELESS, source);
  const file = typeof source === "string" ? await fromPath(source, signal) : await fromStream(source, signal);
  return file.ok ? uploadOf(file.name, file.bytes) : file;
}

function uploadOf(name: string, bytes: Uint8Array): ReadUpload {
  if (bytes.length > LARGEST_UPLOAD) return tooLarge(bytes.length);
  if (bytes.length === 0) return { ok: false, problem: "the file is empty" };
  return { ok: true, body: formOf(name, bytes) };
}

type ReadFile = { ok: true; name: string; bytes: Buffer } | { ok: false; problem: string };

async function fromPath(path: string, signal: AbortSignal): Promise<ReadFile> {
  try {
    const found = await stat(path);
    // A device has no size and may have no end; a program that means one passes a stream.
    if (!found.isFile()) return { ok: false, problem: `${path} is not a file` };
    if (found.size > LARGEST_UPLOAD) return tooLarge(found.size);
    return { ok: true, name: basename(path), bytes: await readFile(path, { signal }) };
  } catch (error) {
    return { ok: false, problem: problemWithPath(path, error) };
  }
}

function problemWithPath(path: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return `there is no file ${path}`;
  return `the file ${path} cannot be read (${String(code ?? error)})`;
}

async function fromStream(source: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<ReadFile> {
  if (!isStream(source)) {
    return { ok: false, problem: "the file is neither a path, nor bytes, nor a stream of bytes" };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of source as AsyncIterable<unknown>) {
      // Text would be written in another encoding than it was read in.
      if (!(chunk instanceof Uint8Array)) {
        return { ok: false, problem: "the stream of the file gives something other than bytes" };
      }
      size += chunk.length;
      if (size > LARGEST_UPLOAD) return tooLarge(size);
      if (signal.aborted) break;
      chunks.push(Buffer.from(chunk));
    }
  } catch (error) {
    return { ok: false, problem: `the stream of the file failed (${String(error)})` };
  }
  return { ok: true, name: NAMELESS, bytes: Buffer.concat(chunks) };
}

/** For callers whom TypeScript does not check. */
function isStream(source: unknown): source is AsyncIterable<Uint8Array> {
  return typeof source === "object" && source !== null && Symbol.asyncIterator in source;
}

function tooLarge(size: number): { ok: false; problem: string } {
  const limit = LARGEST_UPLOAD / 1024 / 1024;
  return { ok: false, problem: `the file has ${size} bytes or more, and Fivetran takes ${limit} MB at most` };
}

/** The form with its one field, `file`. */
function formOf(name: string, bytes: Uint8Array): MultipartBody {
  const boundary = `fivetran-${randomUUID()}`;
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quotable(name)}"\r\n` +
    "Content-Type: application/zip\r\n\r\n";
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** As browsers write a file's name into a form: three characters would end it. */
function quotable(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
