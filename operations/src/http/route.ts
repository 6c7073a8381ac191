import type { z } from "zod";
import type { Runtime } from "../runtime/runtime";
import type { Caller } from "./caller";

/** What is known of one request. */
export interface Call<Body = unknown, Query = unknown> {
  readonly runtime: Runtime;

  /** Undefined where anybody may ask. */
  readonly caller: Caller | undefined;
  readonly body: Body;
  readonly query: Query;
  readonly params: Readonly<Record<string, string>>;

  /** Of the header `Idempotency-Key`. */
  readonly idempotencyKey: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;

  /** For what is not JSON: its text and media type. */
  readonly text?: { readonly type: string; readonly content: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** How an answer is described in the document. */
export interface DescribedAnswer {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly mediaType?: string;
}

/** One path and method: what it takes and answers, and what it does. The document is made from it. */
export interface Route<Body = unknown, Query = unknown> {
  readonly method: "get" | "post";

  /** As OpenAPI writes it: `/operations/{id}`. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;

  /**
   * Who may ask: `anyone`; `caller`, with the token or credentials in `Authorization`; `body`, with credentials in the body too;
   * or `token`.
   */
  readonly access: "anyone" | "caller" | "body" | "token";
  readonly body?: z.ZodType<Body>;
  readonly query?: z.ZodType<Query>;
  readonly answers: Readonly<Record<number, DescribedAnswer>>;

  /** The statuses of problems that it may end with, beside those that all may. */
  readonly problems?: readonly number[];
  run(call: Call<Body, Query>): Promise<Answer>;
}

/** A route whose types are forgotten: what it is given fits its own schemas. */
export function route<Body = undefined, Query = undefined>(one: Route<Body, Query>): Route {
  return one as unknown as Route;
}
