import { ApiError, errors } from "../errors";
import type { Answer, Operation, OperationRequest } from "../operations/operation";
import type { Account } from "../state/account";
import { settle } from "../state/happenings";
import { downloadReply, type Reply, refusal, success } from "./envelope";
import type { Call, Route, Serving } from "./exchange";
import { checkAccept } from "./negotiation";
import { pageOf } from "./pagination";
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
  opened: Account | undefined,
): Promise<Answered> {
  try {
    return await run(serving, route, call, opened);
  } catch (error) {
    if (error instanceof ApiError) return { reply: refusal(error), hasWritten: false };
    console.error(error);
    return { reply: refusal(errors.internal()), hasWritten: false };
  }
}

async function run(
  { accounts, answerCheck }: Serving,
  route: Route,
  call: Call,
  opened: Account | undefined,
): Promise<Answered> {
  const isPublic = typeof route === "object" && route.access === "public";
  const account = isPublic ? accounts.first : opened;
  if (account === undefined) throw errors.unauthorized();
  if (route === "unknown path") throw errors.unknownPath();
  if (route === "unknown method") throw errors.methodNotAllowed(call.method);
  checkAccept(call.header("accept"));
  const { request, warnings } = await read(route, call, account);
  settle(account);
  const prepared = await route.prepare?.(account, request);
  const before = account.state.commits;
  const answer = account.state.transaction(() => route.run(account, { ...request, prepared }));
  const reply = replyWith(route, answer, call.query);
  const hasWritten = account.state.commits > before;
  return { reply: answerCheck?.checked(route, reply) ?? reply, hasWritten, warnings };
}

interface ReadRequest {
  readonly request: OperationRequest<string, unknown>;
  readonly warnings: readonly string[];
}

async function read(operation: Operation, call: Call, account: Account): Promise<ReadRequest> {
  const { params, query } = call;
  const contentType = call.header("content-type");
  const common = { params, query, prepared: undefined };
  if (operation.upload) {
    const upload = await readUpload(call.form, contentType);
    return { request: { ...common, body: undefined, upload }, warnings: [] };
  }
  const kind = (): string | undefined => operation.serviceOf?.(account, params);
  const { body, warnings } = readBody(operation, call.text, contentType, kind);
  return { request: { ...common, body }, warnings };
}

function replyWith(route: Operation, answer: Answer, query: Call["query"]): Reply {
  if (answer.download !== undefined) return downloadReply(route.status, answer.download);
  const data = answer.listing === undefined ? answer.data : pageOf(answer.listing, query);
  return success(route.status, answer.message, data);
}
