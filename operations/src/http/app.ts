import { writeJson } from "@pulumi-fivetran/sdk";
import { type Context, Hono } from "hono";
import type { z } from "zod";
import type { Runtime } from "../runtime/runtime";
import { DatabaseUnavailableError } from "../store/database";
import { type Caller, callerOfHeader, callerWith, unknownCaller } from "./caller";
import { originRefusal } from "./origin";
import { halfOfCredentials, ProblemError, problemBody } from "./problem";
import { readJsonBody } from "./requestBody";
import type { Answer, Route } from "./route";

/** What the listener of requests needs. */
export interface AppOptions {
  readonly runtime: Runtime;
  readonly routes: readonly Route[];
  readonly token: string;

  /** By which the service is called beside the loopback names; undefined where any may be right. */
  readonly names: readonly string[] | undefined;
  readonly maxBodyBytes: number;

  /** Told of what nobody expected. */
  readonly onError: (error: unknown) => void;
}

/** Keys that a client may choose: visible, and short enough to be one. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** Answers requests by the routes, whatever happens: a refusal is a problem in JSON. */
export function createApp(options: AppOptions): Hono {
  const app = new Hono();
  for (const path of new Set(options.routes.map((one) => one.path))) {
    const routes = options.routes.filter((one) => one.path === path);
    const honoPath = path.replace(/\{(\w+)\}/g, ":$1");
    for (const one of routes)
      app.on(one.method.toUpperCase(), honoPath, (context) =>
        answer(options, context, () => serve(options, one, context)),
      );
    const methods = routes.map(({ method }) => method.toUpperCase()).join(", ");
    app.all(honoPath, (context) =>
      answer(options, context, () => {
        throw new ProblemError(405, "method", `${path} is asked by ${methods}.`, { allow: methods });
      }),
    );
  }
  app.notFound((context) =>
    answer(options, context, () => {
      throw new ProblemError(
        404,
        "notFound",
        "There is nothing at this path. /openapi.json lists what there is.",
      );
    }),
  );
  return app;
}

async function answer(
  { names, onError }: AppOptions,
  context: Context,
  work: () => Promise<Answer>,
): Promise<Response> {
  try {
    const refusal = originRefusal((name) => context.req.header(name), names);
    if (refusal !== undefined) throw new ProblemError(403, "origin", refusal);
    return response(await work());
  } catch (error) {
    const problem = problemFor(error, onError);
    const { allow, ...more } = problem.more;
    const body = problemBody(new ProblemError(problem.status, problem.kind, problem.message, more));
    return response({
      status: problem.status,
      text: { type: "application/problem+json", content: JSON.stringify(body) },
      headers: {
        ...(typeof allow === "string" ? { allow } : {}),
        ...(problem.status === 401
          ? { "www-authenticate": 'Bearer, Basic realm="fivetran-operations"' }
          : {}),
      },
    });
  }
}

function problemFor(error: unknown, onError: (error: unknown) => void): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof DatabaseUnavailableError)
    return new ProblemError(
      503,
      "database",
      "The database cannot be reached. Try again; what had begun goes on.",
    );
  onError(error);
  return new ProblemError(
    500,
    "unexpected",
    "The service failed; its log says how. Nothing that had begun is lost.",
  );
}

async function serve(options: AppOptions, one: Route, context: Context): Promise<Answer> {
  const { runtime, token, maxBodyBytes } = options;
  const fromHeader =
    one.access === "anyone"
      ? undefined
      : callerOfHeader(context.req.header("authorization"), token, runtime.store.vault);
  // Of those only who may ask is a body read, where the header says who asks.
  if ((one.access === "caller" || one.access === "token") && fromHeader === undefined)
    throw unknownCaller("This shows or does what needs to be allowed.");
  if (one.access === "token" && fromHeader?.hasToken !== true)
    throw new ProblemError(403, "tokenNeeded", "This needs the token of the service.");
  const body = await readBody(one, context.req.raw, maxBodyBytes);
  const caller = one.access === "body" ? (bodyCaller(body, runtime) ?? fromHeader) : fromHeader;
  if (one.access === "body" && caller === undefined)
    throw unknownCaller("The body holds no api_key and api_secret.");
  const idempotencyKey = context.req.header("idempotency-key");
  if (idempotencyKey !== undefined && !IDEMPOTENCY_KEY.test(idempotencyKey))
    throw new ProblemError(400, "idempotencyKey", "An Idempotency-Key has 1 to 255 visible characters.");
  const query = one.query === undefined ? undefined : parsed(one.query, context.req.query(), "query");
  return one.run({ runtime, caller, body, query, params: context.req.param(), idempotencyKey });
}

async function readBody(one: Route, request: Request, maxBytes: number): Promise<unknown> {
  if (one.body === undefined) return undefined;
  return parsed(one.body, (await readJsonBody(request, maxBytes)) ?? {}, "body");
}

/** @throws {ProblemError} that names everything that is wrong, and repeats no value */
function parsed<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({
    path: [where, ...path].join("."),
    message,
  }));
  const list = errors.map(({ path, message }) => `${path}: ${message}`).join("; ");
  throw new ProblemError(400, "invalid", `The request is not right: ${list}.`, { errors });
}

function bodyCaller(body: unknown, { store }: Runtime): Caller | undefined {
  const { api_key: apiKey, api_secret: apiSecret } = body as { api_key?: string; api_secret?: string };
  if (apiKey === undefined && apiSecret === undefined) return undefined;
  if (apiKey === undefined || apiSecret === undefined) throw halfOfCredentials();
  return callerWith({ apiKey, apiSecret }, store.vault);
}

function response({ status, body, text, headers = {} }: Answer): Response {
  const [type, content] =
    text === undefined
      ? ["application/json", writeJson(body as object)] // Every answer that is not text is an object.
      : [text.type, text.content];
  return new Response(content, {
    status,
    headers: {
      "content-type": type,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}
