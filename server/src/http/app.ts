import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import { errors } from "../errors";
import type { Operation } from "../operations/operation";
import { type Reply, refusal } from "./envelope";
import { type Call, exchange, type Route, type Serving } from "./exchange";

type Bindings = { Bindings: HttpBindings };
type ApiContext = Context<Bindings>;

/** Routes of the control API, kept apart from those of the API. */
export interface ControlRoute {
  /** `ALL` for any method that no route before it took. */
  readonly method: string;
  readonly path: string;
  serve(call: Call): Promise<Reply>;
}

/** The whole HTTP surface: the API's operations, and the control routes beside them. */
export function createApp(
  serving: Serving,
  operations: readonly Operation[],
  control: readonly ControlRoute[],
): Hono<Bindings> {
  const app = new Hono<Bindings>();
  for (const route of control) {
    app.on(route.method, honoPath(route.path), async (context) => {
      return responseOf(await route.serve(await receive(context)));
    });
  }
  for (const operation of operations) {
    app.on(operation.method, honoPath(operation.path), (context) => answer(serving, operation, context));
  }
  // After all of them, so that only what no operation took comes here.
  for (const path of new Set(operations.map((operation) => operation.path))) {
    app.all(honoPath(path), (context) => answer(serving, "unknown method", context));
  }
  app.notFound((context) => answer(serving, "unknown path", context));
  app.onError((error, context) => {
    // Who has gone while sending needs no answer.
    if (!context.env.incoming.destroyed) console.error(error);
    return responseOf(refusal(errors.internal()));
  });
  return app;
}

async function answer(serving: Serving, route: Route, context: ApiContext): Promise<Response> {
  const reply = await exchange(serving, route, await receive(context));
  if (reply === undefined) {
    context.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  return responseOf(reply);
}

function responseOf({ status, body, headers }: Reply): Response {
  return new Response(body, headers === undefined ? { status } : { status, headers });
}

async function receive(context: ApiContext): Promise<Call> {
  const { req } = context;
  const url = new URL(req.url);
  const isForm = /^multipart\/form-data\b/i.test(req.header("content-type") ?? "");
  const hasText = req.method !== "GET" && req.method !== "HEAD" && !isForm;
  return {
    method: req.method,
    path: url.pathname + url.search,
    params: req.param() as Record<string, string>,
    query: req.query(),
    header: (name) => req.header(name),
    text: hasText ? await req.text() : "",
    form: isForm ? new Uint8Array(await req.arrayBuffer()) : undefined,
  };
}

/** `/v1/groups/{groupId}` to `/v1/groups/:groupId`. */
function honoPath(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, ":$1");
}
