import { z } from "zod";
import { ApiError } from "../errors";
import type { ControlRoute } from "../http/app";
import { type Reply, refusal, reply, type Streaming } from "../http/envelope";
import type { Call } from "../http/exchange";
import { refusalOf } from "./access";

/** What a control call was asked with, beside its body. */
export type ControlRequest = Pick<Call, "params" | "query" | "header">;

/** The body that is no body. */
export const nothing = z.undefined();

/** A control call before it is known whom it answers. */
export type DeclaredRoute = (token: string | undefined) => ControlRoute;

/**
 * Over HTTP, a control call answers its result as JSON, without an envelope; `{}` when it has none. A fault is 400 with all of its
 * causes.
 *
 * @param run may also answer a `Streamed`, whose text is sent as it comes
 */
export function route<Body>(
  method: string,
  path: string,
  model: z.ZodType<Body>,
  run: (body: Body, request: ControlRequest) => unknown,
): DeclaredRoute {
  return (token) => ({
    method,
    path,
    serve: async (call) => {
      try {
        const refused = refusalOf(call, token);
        if (refused !== undefined) return reply(refused.status, { message: refused.message });
        const result = await run(model.parse(call.text === "" ? undefined : JSON.parse(call.text)), call);
        return result instanceof Streamed ? result.reply() : reply(200, result ?? {});
      } catch (error) {
        return faultReply(error);
      }
    },
  });
}

/** An answer that goes on until the client has gone, instead of a result. */
export class Streamed {
  constructor(
    private readonly contentType: string,
    private readonly body: Streaming,
  ) {}

  reply(): Reply {
    const headers = { "content-type": this.contentType, "cache-control": "no-store" };
    return { status: 200, body: this.body, headers };
  }
}

function faultReply(error: unknown): Reply {
  if (error instanceof ApiError) return refusal(error);
  if (error instanceof SyntaxError) return reply(400, { message: `The body is not JSON: ${error.message}` });
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(
      (issue) => `${issue.path.map(String).join(".") || "body"}: ${issue.message}`,
    );
    return reply(400, { message: "The body is not what this control call takes.", faults });
  }
  throw error;
}
