import type { Readable } from "node:stream";
import { type ApiError, errors } from "../errors";
import { messages } from "../messages";
import type { Download } from "../operations/operation";
import type { Blobs } from "../store/blobs";

/** A body that goes on until the client has gone: is given what sends a piece of it, and returns what to do then. */
export type Streaming = (send: (text: string) => void) => () => void;

/** What goes over the wire. Every answer but a download has a JSON body, errors and deletions included. */
export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer> | Readable | Streaming;
  readonly headers?: Readonly<Record<string, string>>;
}

export const JSON_TYPE = { "content-type": "application/json" } as const;

/** The document says `Created` for a few operations; the service says `Success` for all. */
export function success(status: number, message: string | undefined, data: unknown): Reply {
  return reply(status, { code: "Success", message, data });
}

/** @throws ApiError 404 for bytes that the store does not hold, as after restoring a snapshot of another server */
export function downloadReply(status: number, download: Download, blobs: Blobs): Reply {
  const { sha256, size, contentType, filename } = download;
  if (!blobs.has(sha256)) throw errors.notFound(messages.bytesMissing);
  const disposition = `attachment; filename="${filename.replaceAll(/[^\w.-]/g, "_")}"`;
  return {
    status,
    body: blobs.stream(sha256),
    headers: {
      "content-type": contentType,
      "content-disposition": disposition,
      "content-length": String(size),
    },
  };
}

export function errorReply(error: ApiError): Reply {
  return reply(error.status, { code: error.code, message: error.message });
}

export function reply(status: number, body: unknown): Reply {
  return { status, body: JSON.stringify(body), headers: JSON_TYPE };
}
