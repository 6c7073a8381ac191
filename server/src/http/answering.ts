import { ApiError, errors } from "../errors";
import type { Answer, Operation, OperationRequest } from "../operations/operation";
import { NOBODY, type Opened } from "../state/accounts";
import { settle } from "../state/happenings";
import { noteUse } from "../state/systemKeys";
import { downloadReply, type Reply, refusal, success } from "./envelope";
import type { Call, Route, Serving } from "./exchange";
import { checkAccept } from "./negotiation";
import { pageOf } from "./pagination";
import { classesOf, type Quota } from "./rateLimits";
import { readBody } from "./requestBody";
import { readUpload } from "./upload";

export interface Answered {
  readonly reply: Reply;
  /** Whether the operation changed something of the account. */
  readonly hasWritten: boolean;
  /** What the API's document does not know of the request. */
  readonly warnings?: readonly string[];
}

/** Runs what a call leads to, and makes its answer; refusals and faults of this server are answers too. */
export async function answerCall(
  serving: Serving,
  route: Route,
  call: Call,
  opened: Opened | undefined,
): Promise<Answered> {
  const isPublic = typeof route === "object" && route.access === "public";
  const open = isPublic ? { account: serving.accounts.first, caller: NOBODY } : opened;
  if (open === undefined) return refused(errors.unauthorized());
  const quota = serving.rateLimiter.take(open.account.id, "allCalls");
  const answered =
    quota.retryAfterSeconds === undefined ? await attempt(serving, route, call, open) : limited(quota);
  return withQuota(answered, quota);
}

async function attempt(serving: Serving, route: Route, call: Call, open: Opened): Promise<Answered> {
  try {
    return await run(serving, route, call, open);
  } catch (error) {
    if (error instanceof ApiError) return refused(error);
    console.error(error);
    return refused(errors.internal());
  }
}

async function run(serving: Serving, route: Route, call: Call, open: Opened): Promise<Answered> {
  const { account, caller } = open;
  if (route === "unknown path") throw errors.unknownPath();
  if (route === "unknown method") throw errors.methodNotAllowed(call.method);
  checkAccept(call.header("accept"));
  const { request, warnings } = await read(serving, route, call, open);
  for (const kind of classesOf(route, request.body)) {
    const quota = serving.rateLimiter.take(account.id, kind);
    if (quota.retryAfterSeconds !== undefined) return limited(quota);
  }
  settle(account);
  if (caller.systemKeyId !== undefined) noteUse(account, caller.systemKeyId);
  const prepared = await route.prepare?.(account, request);
  const before = account.state.commits;
  const answer = account.state.transaction(() => route.run(account, { ...request, prepared }));
  const reply = replyWith(serving, route, answer, call.query);
  const hasWritten = account.state.commits > before;
  return { reply: serving.answerCheck?.checked(route, reply) ?? reply, hasWritten, warnings };
}

function refused(error: ApiError): Answered {
  return { reply: refusal(error), hasWritten: false };
}

function limited({ retryAfterSeconds }: Quota): Answered {
  const { reply } = refused(errors.tooManyRequests());
  const headers = { ...reply.headers, "retry-after": String(retryAfterSeconds) };
  return { reply: { ...reply, headers }, hasWritten: false };
}

function withQuota(answered: Answered, { limit, remaining }: Quota): Answered {
  if (limit === undefined) return answered;
  const quota = { "x-rate-limit": String(limit), "x-rate-limit-remaining": String(remaining) };
  const { reply } = answered;
  return { ...answered, reply: { ...reply, headers: { ...reply.headers, ...quota } } };
}

interface ReadRequest {
  readonly request: OperationRequest<string, unknown>;
  readonly warnings: readonly string[];
}

async function read(
  { store }: Serving,
  operation: Operation,
  call: Call,
  { account, caller }: Opened,
): Promise<ReadRequest> {
  const { params, query } = call;
  const contentType = call.header("content-type");
  const common = { params, query, caller, prepared: undefined };
  if (operation.upload) {
    const upload = await readUpload(call.form, contentType, store.blobs);
    return { request: { ...common, body: undefined, upload }, warnings: [] };
  }
  const kind = (): string | undefined => operation.serviceOf?.(account, params);
  const { body, warnings } = readBody(operation, call.text, contentType, kind);
  return { request: { ...common, body }, warnings };
}

function replyWith({ store }: Serving, route: Operation, answer: Answer, query: Call["query"]): Reply {
  if (answer.download !== undefined) return downloadReply(route.status, answer.download, store.blobs);
  const data = answer.listing === undefined ? answer.data : pageOf(answer.listing, query);
  return success(route.status, answer.message, data);
}
