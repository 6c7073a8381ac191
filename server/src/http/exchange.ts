import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, errors } from "../errors";
import type { Answer, Operation } from "../operations/operation";
import type { Account } from "../state/account";
import type { Accounts } from "../state/accounts";
import type { ServerClock } from "../state/clock";
import { settle } from "../state/happenings";
import type { Ticker } from "../state/ticker";
import type { Store } from "../store/store";
import { downloadReply, type Reply, refusal, success } from "./envelope";
import { type Fault, type Faults, replyOf } from "./faults";
import type { Halts } from "./halts";
import type { Journal } from "./journal";
import { checkAccept } from "./negotiation";
import { pageOf } from "./pagination";
import { readBody } from "./requestBody";
import { readUpload } from "./upload";

/** A request as it arrived. */
export interface Call {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly header: (name: string) => string | undefined;
  /** The body as text; empty for a multipart form. */
  readonly text: string;
  /** The body of a multipart form. */
  readonly form?: Uint8Array<ArrayBuffer> | undefined;
}

/** What a call's path and method lead to. */
export type Route = Operation | "unknown path" | "unknown method";

/** Everything that serving a call needs. */
export interface Serving {
  readonly accounts: Accounts;
  readonly clock: ServerClock;
  readonly ticker: Ticker;
  readonly store: Store;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly halts: Halts;
  /** Real time that every answer takes at least. */
  latencyMs: number;
}

/**
 * Serves one call: journal, halts, delays and faults around the operation.
 *
 * @returns the reply; undefined when the connection is to be dropped without one
 */
export async function exchange(serving: Serving, route: Route, call: Call): Promise<Reply | undefined> {
  const { journal, halts, faults, clock, ticker } = serving;
  const requestId = randomUUID();
  const account = serving.accounts.openedBy(call.header("authorization"));
  const arrival = { requestId, method: call.method, path: call.path };
  const end = journal.begin(account === undefined ? arrival : { ...arrival, account: account.id }, call.text);
  if (halts.reached("apiCall")) return drop(halts.hang());
  const fault = faults.next(call.method, call.path);
  await delay(serving.latencyMs + (fault?.latencyMs ?? 0));
  const reply = await disturbed(fault, () => served(serving, route, call, account));
  ticker.arm();
  if (halts.isHalted) return drop(halts.hang());
  end({
    ...(reply === undefined ? {} : { status: reply.status }),
    ...(fault === undefined ? {} : { fault: fault.id }),
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

async function disturbed(
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

/** Answers the call, once everything that the answer may tell of is durable. */
async function served(
  serving: Serving,
  route: Route,
  call: Call,
  account: Account | undefined,
): Promise<Reply> {
  const { store, halts } = serving;
  const { reply, hasWritten } = await answerTo(serving, route, call, account);
  try {
    await store.settled();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return refusal(errors.internal());
  }
  if (hasWritten) halts.reached("storeWrite");
  return reply;
}

interface Served {
  readonly reply: Reply;
  /** Whether the operation changed something of the account. */
  readonly hasWritten: boolean;
}

async function answerTo(
  serving: Serving,
  route: Route,
  call: Call,
  opened: Account | undefined,
): Promise<Served> {
  try {
    return await run(serving, route, call, opened);
  } catch (error) {
    if (error instanceof ApiError) return { reply: refusal(error), hasWritten: false };
    console.error(error);
    return { reply: refusal(errors.internal()), hasWritten: false };
  }
}

async function run(
  { accounts }: Serving,
  route: Route,
  call: Call,
  opened: Account | undefined,
): Promise<Served> {
  const isPublic = typeof route === "object" && route.access === "public";
  const account = isPublic ? accounts.first : opened;
  if (account === undefined) throw errors.unauthorized();
  if (route === "unknown path") throw errors.unknownPath();
  if (route === "unknown method") throw errors.methodNotAllowed(call.method);
  checkAccept(call.header("accept"));
  const body = route.upload ? undefined : readBody(route, call.text, call.header("content-type"));
  const upload = route.upload ? await readUpload(call.form, call.header("content-type")) : undefined;
  const { params, query } = call;
  const request = { params, query, body, upload, prepared: undefined };
  settle(account);
  const prepared = route.prepare === undefined ? undefined : await route.prepare(account, request);
  const before = account.state.commits;
  const answer = account.state.transaction(() => route.run(account, { ...request, prepared }));
  return { reply: replyWith(route, answer, query), hasWritten: account.state.commits > before };
}

function replyWith(route: Operation, answer: Answer, query: Call["query"]): Reply {
  if (answer.download !== undefined) return downloadReply(route.status, answer.download);
  const data = answer.listing === undefined ? answer.data : pageOf(answer.listing, query);
  return success(route.status, answer.message, data);
}
