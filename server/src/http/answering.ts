import { NOBODY, type Opened } from "../domain/accounts";
import { noteUse } from "../domain/people/systemKeys";
import { ApiError, errors } from "../errors";
import type { Answer, Operation, OperationRequest } from "../operations/operation";
import { StoreError } from "../store/store";
import type { Call, SentBody } from "./call";
import { downloadReply, type Reply, refusal, success } from "./envelope";
import { checkAccept } from "./negotiation";
import { pageOf } from "./pagination";
import { classesOf, type Quota } from "./rateLimits";
import { readBody } from "./requestBody";
import type { Route, Serving } from "./serverContext";
import { readUpload } from "./upload";

export interface Answered {
  readonly reply: Reply;
  /** Whether the operation changed something of the account. */
  readonly hasWritten: boolean;
  /** Resolves when all that the answer may tell of is durable. */
  readonly durable: Promise<void>;
  /** What the API's document does not know of the request. */
  readonly warnings?: readonly string[];
}

type Undurable = Omit<Answered, "durable"> & Partial<Pick<Answered, "durable">>;

/**
 * Runs what a call leads to, and makes its answer; refusals and faults of this server are answers too.
 *
 * @param refusal why nothing is run
 */
export async function answerCall(
  serving: Serving,
  route: Route,
  call: Call,
  { opened, sent, refusal }: { opened: Opened | undefined; sent: SentBody; refusal: ApiError | undefined },
): Promise<Answered> {
  const answered = await answerFor(serving, route, call, { opened, sent, refusal });
  return { ...answered, durable: answered.durable ?? serving.store.settled() };
}

async function answerFor(
  serving: Serving,
  route: Route,
  call: Call,
  { opened, sent, refusal }: { opened: Opened | undefined; sent: SentBody; refusal: ApiError | undefined },
): Promise<Undurable> {
  if (refusal !== undefined) return refused(refusal);
  const isPublic = typeof route === "object" && route.access === "public";
  const open = isPublic ? { account: serving.accounts.first, caller: NOBODY } : opened;
  if (open === undefined) return refused(errors.unauthorized());
  const quota = serving.rateLimiter.take(open.account.id, "allCalls");
  const answered =
    quota.retryAfterSeconds === undefined
      ? await attempt(serving, route, call, { open, sent })
      : limited(quota);
  return withQuota(answered, quota);
}

/** Who asks, and with which body. */
interface Asked {
  readonly open: Opened;
  readonly sent: SentBody;
}

async function attempt(serving: Serving, route: Route, call: Call, asked: Asked): Promise<Undurable> {
  try {
    return await run(serving, route, call, asked);
  } catch (error) {
    if (error instanceof ApiError) return refused(error);
    if (error instanceof StoreError) return refused(errors.storeFailed(error.message));
    console.error(error);
    return refused(errors.internal());
  }
}

async function run(serving: Serving, route: Route, call: Call, asked: Asked): Promise<Undurable> {
  const { account, caller } = asked.open;
  if (route === "unknown path") throw errors.unknownPath();
  if (route === "unknown method") throw errors.methodNotAllowed(call.method);
  checkAccept(call.header("accept"));
  const { request, warnings } = await read(serving, route, call, asked);
  for (const kind of classesOf(route, request.body)) {
    const quota = serving.rateLimiter.take(account.id, kind);
    if (quota.retryAfterSeconds !== undefined) return limited(quota);
  }
  // What cannot be written now waits, and stands in the way of nobody who reads.
  if (serving.store.failure === undefined) {
    await serving.catchUp.forCall(account);
    if (caller.systemKeyId !== undefined) noteUse(account, caller.systemKeyId);
  }
  const prepared = await route.prepare?.(account, request);
  const before = account.state.commits;
  const answer = account.state.transaction(() => route.run(account, { ...request, prepared }));
  // At once, so that nobody's later write decides about this one.
  const durable = serving.store.settled();
  durable.catch(() => undefined);
  const reply = replyWith(serving, route, answer, call.query);
  const hasWritten = account.state.commits > before;
  return { reply: serving.answerCheck?.checked(route, reply) ?? reply, hasWritten, durable, warnings };
}

function refused(error: ApiError): Undurable {
  return { reply: refusal(error), hasWritten: false };
}

function limited({ retryAfterSeconds }: Quota): Undurable {
  const { reply } = refused(errors.tooManyRequests());
  const headers = { ...reply.headers, "retry-after": String(retryAfterSeconds) };
  return { reply: { ...reply, headers }, hasWritten: false };
}

function withQuota(answered: Undurable, { limit, remaining }: Quota): Undurable {
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
  { open: { account, caller }, sent }: Asked,
): Promise<ReadRequest> {
  const { params, query } = call;
  const contentType = call.header("content-type");
  const common = { params, query, caller, prepared: undefined };
  if (operation.upload) {
    const upload = await readUpload(call.form, contentType, store.blobs);
    return { request: { ...common, body: undefined, upload }, warnings: [] };
  }
  const kind = (): string | undefined => operation.serviceOf?.(account, params);
  const { body, warnings } = readBody(operation, sent, contentType, kind);
  return { request: { ...common, body }, warnings };
}

function replyWith({ store }: Serving, route: Operation, answer: Answer, query: Call["query"]): Reply {
  if (answer.download !== undefined) return downloadReply(route.status, answer.download, store.blobs);
  const data = answer.listing === undefined ? answer.data : pageOf(answer.listing, query);
  return success(route.status, answer.message, data);
}
