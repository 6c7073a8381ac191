import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { errors } from "../errors";
import type { Operation } from "../operations/operation";
import type { Accounts, Opened } from "../state/accounts";
import type { ServerClock } from "../state/clock";
import type { Ticker } from "../state/ticker";
import type { Store } from "../store/store";
import type { AnswerCheck } from "./answerCheck";
import { type Answered, answerCall } from "./answering";
import { type Reply, refusal } from "./envelope";
import { type Fault, type Faults, replyOf } from "./faults";
import type { Halts } from "./halts";
import type { Journal } from "./journal";
import type { RateLimiter } from "./rateLimits";

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
  /** The body of a multipart form, not read yet. */
  readonly form?: Readable | undefined;
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
  readonly rateLimiter: RateLimiter;
  /** Set where answers are held to the API's document. */
  readonly answerCheck?: AnswerCheck | undefined;
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
  const opened = serving.accounts.openedBy(call.header("authorization"));
  const arrival = { requestId, method: call.method, path: call.path };
  const account = opened && { account: opened.account.id };
  const end = journal.begin({ ...arrival, ...account }, call.text);
  if (halts.reached("apiCall")) return drop(halts.hang());
  const fault = faults.next(call.method, call.path);
  await delay(serving.latencyMs + (fault?.latencyMs ?? 0));
  let warnings: Answered["warnings"];
  const reply = await disturbed(fault, async () => {
    const answered = await served(serving, route, call, opened);
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
  opened: Opened | undefined,
): Promise<Answered> {
  const { store, halts } = serving;
  const answered = await answerCall(serving, route, call, opened);
  try {
    await store.settled();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { reply: refusal(errors.internal()), hasWritten: false };
  }
  if (answered.hasWritten) halts.reached("storeWrite");
  return answered;
}
