import type { ApiError } from "../errors";
import type { Download } from "../operations/operation";

/** A body that goes on until the client has gone: is given what sends a piece of it, and returns what to do then. */
export type Streaming = (send: (text: string) => void) => () => void;

/** What goes over the wire. Every answer but a download has a JSON body, errors and deletions included. */
export interface Reply {
  readonly status: number;
  readonly body: string | Uint8Array<ArrayBuffer> | Streaming;
  readonly headers?: Readonly<Record<string, string>>;
}

export const JSON_TYPE = { "content-type": "application/json" } as const;

/** The document says `Created` for a few operations; the service says `Success` for all. */
export function success(status: number, message: string | undefined, data: unknown): Reply {
  return reply(status, { code: "Success", message, data });
}

export function downloadReply(status: number, { bytes, contentType, filename }: Download): Reply {
  const disposition = `attachment; filename="${filename.replaceAll(/[^\w.-]/g, "_")}"`;
  return {
    status,
    body: new Uint8Array(bytes),
    headers: { "content-type": contentType, "content-disposition": disposition },
  };
}

export function refusal(error: ApiError): Reply {
  return reply(error.status, { code: error.code, message: error.message });
}

export function reply(status: number, body: unknown): Reply {
  return { status, body: JSON.stringify(body), headers: JSON_TYPE };
}
