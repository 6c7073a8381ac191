import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Busboy, type BusboyFileStream, type BusboyInstance } from "@fastify/busboy";
import { errors } from "../errors";
import { messages } from "../messages";
import type { Upload } from "../operations/operation";
import type { Blobs } from "../store/blobs";

const FIELD = "file";

/** The service documents 200 MB for Connector SDK packages, the only files that are sent to it. */
export const MAX_UPLOAD_BYTES = 200 * 1024 * 1024;

/**
 * The file of a multipart form, which goes to the store as it comes: it is never in memory as a whole.
 *
 * @throws ApiError 415 for what is not said to be such a form, 400 for a form that is broken or without the file, 413 for one that is
 * too large
 */
export async function readUpload(
  form: Readable | undefined,
  contentType: string | undefined,
  blobs: Blobs,
): Promise<Upload> {
  if (form === undefined || contentType === undefined) throw errors.unsupportedMediaType();
  const parser = parserOf(contentType);
  let file: BusboyFileStream | undefined;
  let kept: Promise<Upload> | undefined;
  parser.on("file", (field, stream, filename) => {
    if (field !== FIELD || kept !== undefined) {
      stream.resume();
      return;
    }
    file = stream;
    // The form may break off before the store reads its file, and an error that nobody listens to would end the server. A later reader is told.
    stream.on("error", () => undefined);
    kept = keep(stream, filename, blobs);
    // It is waited for below, once the form has ended.
    kept.catch(() => stream.resume());
  });
  try {
    await pipeline(form, parser);
  } catch {
    // A form that breaks off leaves its file without an end.
    file?.destroy(new Error(messages.formMalformed));
    await kept?.catch(() => undefined);
    throw errors.invalidInput(messages.formMalformed);
  }
  if (kept === undefined) throw errors.invalidInput(messages.fieldRequired(FIELD));
  return await kept;
}

function parserOf(contentType: string): BusboyInstance {
  try {
    return new Busboy({ headers: { "content-type": contentType }, limits: { fileSize: MAX_UPLOAD_BYTES } });
  } catch {
    throw errors.invalidInput(messages.formMalformed);
  }
}

async function keep(stream: BusboyFileStream, filename: string, blobs: Blobs): Promise<Upload> {
  const { sha256, size } = await blobs.write(withinLimit(stream));
  return { filename, sha256, size, slice: (start, end) => blobs.slice(sha256, start, end) };
}

/** The parser cuts a file off at the limit. */
async function* withinLimit(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  // Without an encoding, a stream of bytes gives bytes.
  for await (const piece of stream) yield piece as Uint8Array;
  if (stream.truncated) throw errors.payloadTooLarge();
}
