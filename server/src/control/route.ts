import { Readable } from "node:stream";
import { z } from "zod";
import { ApiError, errors } from "../errors";
import type { Call } from "../http/call";
import { errorReply, JSON_TYPE, type Reply, reply, type Streaming } from "../http/envelope";
import { JsonError, parseJson } from "../http/json";
import type { ControlRoute } from "../http/routes";
import { StoreError } from "../store/store";
import { accessRefusal } from "./access";

/** What a control call was asked with, beside its body. */
export type ControlRequest = Pick<Call, "params" | "query" | "header">;

/** The body that is no body. */
export const nothing = z.undefined();

/** The callers that are let in. */
export interface Visitors {
  /** What every call must carry. */
  readonly token: string | undefined;
  /** Names by which the server is called, beside the loopback ones. */
  readonly hosts: readonly string[];
}

/** A control call before its caller is known. */
export type DeclaredRoute = (visitors: Visitors) => ControlRoute;

/** More than any snapshot that was made here and can be one text. */
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/**
 * Over HTTP, a control call returns its result as JSON, without an envelope; `{}` when it has none. A fault is 400 with all of its
 * causes; a list is sent as it is written.
 *
 * @param run may also return a `Streamed`, whose text is sent as it comes
 */
export function route<Body>(
  method: string,
  path: string,
  model: z.ZodType<Body>,
  run: (body: Body, request: ControlRequest) => unknown,
): DeclaredRoute {
  return ({ token, hosts }) => ({
    method,
    path,
    serve: async (call) => {
      try {
        const refused = accessRefusal(call, token, hosts);
        if (refused !== undefined) return reply(refused.status, { message: refused.message });
        const text = await call.text(MAX_BODY_BYTES);
        const result = await run(model.parse(text === "" ? undefined : parseJson(text)), call);
        return replyWith(result);
      } catch (error) {
        return faultReply(error);
      }
    },
  });
}

function replyWith(result: unknown): Reply {
  if (result instanceof Streamed) return result.reply();
  // The state of an account may be longer than any text.
  if (Array.isArray(result))
    return { status: 200, body: Readable.from(listPieces(result)), headers: JSON_TYPE };
  return reply(200, result ?? {});
}

const ITEMS_A_PIECE = 500;

function* listPieces(items: readonly unknown[]): Generator<string> {
  yield "[";
  for (let from = 0; from < items.length; from += ITEMS_A_PIECE) {
    const written = items.slice(from, from + ITEMS_A_PIECE).map((item) => JSON.stringify(item));
    yield `${from === 0 ? "" : ","}${written.join(",")}`;
  }
  yield "]";
}

/** An answer that goes on until the client has gone, instead of a result. */
export class Streamed {
  readonly #contentType: string;
  readonly #body: Streaming;

  constructor(contentType: string, body: Streaming) {
    this.#contentType = contentType;
    this.#body = body;
  }

  reply(): Reply {
    const headers = { "content-type": this.#contentType, "cache-control": "no-store" };
    return { status: 200, body: this.#body, headers };
  }
}

function faultReply(error: unknown): Reply {
  if (error instanceof ApiError) return errorReply(error);
  if (error instanceof StoreError) return errorReply(errors.storeFailed(error.message));
  if (error instanceof JsonError) return reply(400, { message: `The body is not JSON: ${error.message}` });
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(
      (issue) => `${issue.path.map(String).join(".") || "body"}: ${issue.message}`,
    );
    return reply(400, { message: "The body is not what this control call takes.", faults });
  }
  throw error;
}
