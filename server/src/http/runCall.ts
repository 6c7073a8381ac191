import { type Authentication, NOBODY } from "../domain/accounts";
import { noteUse } from "../domain/people/systemKeys";
import { ApiError, errors } from "../errors";
import type { Answer, Operation, OperationRequest } from "../operations/operation";
import { StoreError } from "../store/store";
import type { Call, SentBody } from "./call";
import { downloadReply, errorReply, type Reply, success } from "./envelope";
import { checkAccept } from "./negotiation";
import { pageOf } from "./pagination";
import { classesOf, type Quota } from "./rateLimits";
import { readBody } from "./requestBody";
import type { Route, ServerContext } from "./serverContext";
import { readUpload } from "./upload";

export interface CallResult {
  readonly reply: Reply;
  /** Whether the operation changed something of the account. */
  readonly hasWritten: boolean;
  /** Resolves when all that the answer may tell of is durable. */
  readonly durable: Promise<void>;
  /** What the API's document does not know of the request. */
  readonly warnings?: readonly string[];
}

type PendingResult = Omit<CallResult, "durable"> & Partial<Pick<CallResult, "durable">>;

/**
 * Runs what a call leads to, and makes its answer; refusals and faults of this server are answers too.
 *
 * @param refusal why nothing is run
 */
export async function runCall(
  context: ServerContext,
  route: Route,
  call: Call,
  {
    opened,
    sent,
    refusal,
  }: { opened: Authentication | undefined; sent: SentBody; refusal: ApiError | undefined },
): Promise<CallResult> {
  const answered = await answerFor(context, route, call, { opened, sent, refusal });
  return { ...answered, durable: answered.durable ?? context.store.settled() };
}

async function answerFor(
  context: ServerContext,
  route: Route,
  call: Call,
  {
    opened,
    sent,
    refusal,
  }: { opened: Authentication | undefined; sent: SentBody; refusal: ApiError | undefined },
): Promise<PendingResult> {
  if (refusal !== undefined) return refuse(refusal);
  const isPublic = typeof route === "object" && route.access === "public";
  const open = isPublic ? { account: context.accounts.first, caller: NOBODY } : opened;
  if (open === undefined) return refuse(errors.unauthorized());
  const quota = context.rateLimiter.take(open.account.id, "allCalls");
  const answered =
    quota.retryAfterSeconds === undefined
      ? await attempt(context, route, call, { open, sent })
      : refuseOverQuota(quota);
  return withQuota(answered, quota);
}

/** The account and user of a call, and its body. */
interface AuthenticatedBody {
  readonly open: Authentication;
  readonly sent: SentBody;
}

async function attempt(
  context: ServerContext,
  route: Route,
  call: Call,
  asked: AuthenticatedBody,
): Promise<PendingResult> {
  try {
    return await run(context, route, call, asked);
  } catch (error) {
    if (error instanceof ApiError) return refuse(error);
    if (error instanceof StoreError) return refuse(errors.storeFailed(error.message));
    console.error(error);
    return refuse(errors.internal());
  }
}

async function run(
  context: ServerContext,
  route: Route,
  call: Call,
  asked: AuthenticatedBody,
): Promise<PendingResult> {
  const { account, caller } = asked.open;
  if (route === "unknown path") throw errors.unknownPath();
  if (route === "unknown method") throw errors.methodNotAllowed(call.method);
  checkAccept(call.header("accept"));
  const { request, warnings } = await read(context, route, call, asked);
  for (const kind of classesOf(route, request.body)) {
    const quota = context.rateLimiter.take(account.id, kind);
    if (quota.retryAfterSeconds !== undefined) return refuseOverQuota(quota);
  }
  // A write that cannot be made now waits, and keeps no reader waiting.
  if (context.store.failure === undefined) {
    await context.catchUp.forCall(account);
    if (caller.systemKeyId !== undefined) noteUse(account, caller.systemKeyId);
  }
  const prepared = await route.prepare?.(account, request);
  const before = account.state.commits;
  const answer = account.state.transaction(() => route.run(account, { ...request, prepared }));
  // At once, so that nobody's later write decides about this one.
  const durable = context.store.settled();
  durable.catch(() => undefined);
  const reply = replyWith(context, route, answer, call.query);
  const hasWritten = account.state.commits > before;
  return { reply: context.answerCheck?.checked(route, reply) ?? reply, hasWritten, durable, warnings };
}

function refuse(error: ApiError): PendingResult {
  return { reply: errorReply(error), hasWritten: false };
}

function refuseOverQuota({ retryAfterSeconds }: Quota): PendingResult {
  const { reply } = refuse(errors.tooManyRequests());
  const headers = { ...reply.headers, "retry-after": String(retryAfterSeconds) };
  return { reply: { ...reply, headers }, hasWritten: false };
}

function withQuota(answered: PendingResult, { limit, remaining }: Quota): PendingResult {
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
  { store }: ServerContext,
  operation: Operation,
  call: Call,
  { open: { account, caller }, sent }: AuthenticatedBody,
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

function replyWith({ store }: ServerContext, route: Operation, answer: Answer, query: Call["query"]): Reply {
  if (answer.download !== undefined) return downloadReply(route.status, answer.download, store.blobs);
  const data = answer.pages === undefined ? answer.data : pageOf(answer.pages, query);
  return success(route.status, answer.message, data);
}
