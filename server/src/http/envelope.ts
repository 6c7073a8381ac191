import type { ApiError } from "../errors";

/** What goes over the wire: a status and the body as text. Every answer has a JSON body, errors and deletions included. */
export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const JSON_TYPE = { "content-type": "application/json" } as const;

/** The document says `Created` for a few operations; the service says `Success` for all. */
export function success(status: number, message: string, data: unknown): Reply {
  return reply(status, { code: "Success", message, data });
}

export function refusal(error: ApiError): Reply {
  return reply(error.status, { code: error.code, message: error.message });
}

export function reply(status: number, body: unknown): Reply {
  return { status, body: JSON.stringify(body), headers: JSON_TYPE };
}
