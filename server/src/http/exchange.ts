import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Authentication } from "../domain/accounts";
import { ApiError, errors } from "../errors";
import { messages } from "../messages";
import { StoreError } from "../store/store";
import type { Call, SentBody } from "./call";
import { errorReply, type Reply } from "./envelope";
import { type Fault, replyOf } from "./faults";
import { JsonError, parseJson } from "./json";
import { isForeignPage, isOwnName } from "./origin";
import { type CallResult, runCall } from "./runCall";
import type { Reception, Route, ServerContext } from "./serverContext";

/**
 * Serves one call: journal, halts, delays and faults around the operation.
 *
 * @returns the reply; undefined when the connection is to be dropped without one
 */
export async function exchange(context: ServerContext, route: Route, call: Call): Promise<Reply | undefined> {
  const { journal, halts, faults, clock, ticker } = context;
  const requestId = randomUUID();
  const arrived = await receive(context, route, call);
  const { opened, sent } = arrived;
  const end = journal.begin(
    { requestId, method: call.method, path: call.path, ...(opened && { account: opened.account.id }) },
    sent,
    { operation: typeof route === "object" ? route : undefined, kind: kindOf(route, call, opened) },
  );
  if (halts.reached("apiCall")) return drop(halts.hang());
  const fault = faults.next(call.method, call.path);
  await delay(context.latencyMs + (fault?.latencyMs ?? 0));
  let warnings: CallResult["warnings"];
  const reply = await serveWithFault(fault, async () => {
    const answered = await serve(context, route, call, arrived);
    ({ warnings } = answered);
    return answered.reply;
  });
  ticker.arm();
  if (halts.isHalted) return drop(halts.hang());
  end({
    ...(reply === undefined ? {} : { status: reply.status }),
    ...(fault === undefined ? {} : { fault: fault.id }),
    ...(warnings === undefined || warnings.length === 0 ? {} : { warnings }),
  });
  if (reply === undefined) return undefined;
  const date = new Date(clock.now()).toUTCString();
  return { ...reply, headers: { ...reply.headers, date, "x-request-id": requestId } };
}

async function drop(when: Promise<void>): Promise<undefined> {
  await when;
}

async function delay(ms: number): Promise<void> {
  if (ms > 0) await sleep(ms);
}

async function serveWithFault(
  fault: (Fault & { readonly id: string }) | undefined,
  serve: () => Promise<Reply>,
): Promise<Reply | undefined> {
  if (fault === undefined) return serve();
  const instead = replyOf(fault);
  if (fault.drop === "before") return undefined;
  if (fault.drop === "after") {
    await serve();
    return undefined;
  }
  if (instead === undefined) return serve();
  if (fault.afterRunning === true) await serve();
  return instead;
}

/** What is known of a call before anything of it is run. */
interface ReceivedCall {
  readonly opened: Authentication | undefined;
  readonly sent: SentBody;
  /** Why nothing will be run. */
  readonly refusal: ApiError | undefined;
}

/** Looks at who asks, and only then reads what was sent. */
async function receive(
  { accounts, reception }: ServerContext,
  route: Route,
  call: Call,
): Promise<ReceivedCall> {
  const opened = accounts.authenticate(call.header("authorization"));
  const isPublic = typeof route === "object" && route.access === "public";
  const refusal =
    strangerRefusal(call, reception) ??
    (isPublic || opened !== undefined ? undefined : errors.unauthorized());
  if (refusal !== undefined) return { opened, sent: NOTHING_SENT, refusal };
  try {
    return { opened, sent: bodyIn(await call.text(reception.maxBodyBytes)), refusal };
  } catch (error) {
    if (error instanceof ApiError) return { opened, sent: NOTHING_SENT, refusal: error };
    throw error;
  }
}

const NOTHING_SENT: SentBody = { text: "" };

function strangerRefusal(call: Call, { hosts }: Reception): ApiError | undefined {
  if (isForeignPage(call)) return errors.notForPages(messages.foreignPage);
  return hosts === undefined || isOwnName(call, hosts)
    ? undefined
    : errors.notForPages(messages.foreignName(call.header("host") ?? ""));
}

function bodyIn(text: string): SentBody {
  if (text === "") return NOTHING_SENT;
  try {
    return { text, json: { value: parseJson(text) } };
  } catch (error) {
    if (error instanceof JsonError) return { text };
    throw error;
  }
}

/** The service of the thing that is changed. */
function kindOf(route: Route, { params }: Call, opened: Authentication | undefined): string | undefined {
  return typeof route === "object" && opened !== undefined
    ? route.serviceOf?.(opened.account, params)
    : undefined;
}

/** The maximum number of further reads, for a value that was reverted meanwhile. */
const MAX_READINGS = 3;

/** Answers the call, once everything that the answer may tell of is durable. */
async function serve(
  context: ServerContext,
  route: Route,
  call: Call,
  arrived: ReceivedCall,
): Promise<CallResult> {
  for (let reading = 1; ; reading++) {
    const answered = await runCall(context, route, call, arrived);
    try {
      await answered.durable;
    } catch (error) {
      const isReading = call.method === "GET" || call.method === "HEAD";
      if (error instanceof StoreError && isReading && reading < MAX_READINGS) continue;
      if (!(error instanceof StoreError)) console.error(error instanceof Error ? error.message : error);
      const failed = error instanceof StoreError ? errors.storeFailed(error.message) : errors.internal();
      return { reply: errorReply(failed), hasWritten: false, durable: Promise.resolve() };
    }
    if (answered.hasWritten) context.halts.reached("storeWrite");
    return answered;
  }
}
