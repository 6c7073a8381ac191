import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, errors } from "../errors";
import type { Operation } from "../operations/operation";
import type { Account } from "../state/account";
import { settleSyncs } from "../state/syncs";
import type { Store } from "../store/store";
import { type ApiKey, isAuthorized } from "./credentials";
import { type Reply, refusal, success } from "./envelope";
import { type Fault, type Faults, replyOf } from "./faults";
import type { Halts } from "./halts";
import type { Journal } from "./journal";
import { checkAccept } from "./negotiation";
import { pageOf } from "./pagination";
import { readBody } from "./requestBody";

/** A request as it arrived. */
export interface Call {
  readonly method: string;
  /** With its query, as it was sent. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}

/** What a call's path and method lead to. */
export type Route = Operation | "unknown path" | "unknown method";

/** Everything that serving a call needs. */
export interface Serving {
  readonly account: Account;
  readonly store: Store;
  readonly keys: readonly ApiKey[];
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
  const { journal, halts, faults, account } = serving;
  const requestId = randomUUID();
  const end = journal.begin({ requestId, method: call.method, path: call.path }, call.text);
  if (halts.reached("apiCall")) return drop(halts.hang());
  const fault = faults.next(call.method, call.path);
  await delay(serving.latencyMs + (fault?.latencyMs ?? 0));
  const reply = await disturbed(fault, () => served(serving, route, call));
  if (halts.isHalted) return drop(halts.hang());
  end({
    ...(reply === undefined ? {} : { status: reply.status }),
    ...(fault === undefined ? {} : { fault: fault.id }),
  });
  if (reply === undefined) return undefined;
  const date = new Date(account.clock.now()).toUTCString();
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
async function served(serving: Serving, route: Route, call: Call): Promise<Reply> {
  const { account, store, halts } = serving;
  const before = account.state.commits;
  const reply = answerTo(serving, route, call);
  const hasWritten = account.state.commits > before;
  try {
    await store.settled();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return refusal(errors.internal());
  }
  if (hasWritten) halts.reached("storeWrite");
  return reply;
}

function answerTo(serving: Serving, route: Route, call: Call): Reply {
  try {
    return run(serving, route, call);
  } catch (error) {
    if (error instanceof ApiError) return refusal(error);
    console.error(error);
    return refusal(errors.internal());
  }
}

function run({ account, keys }: Serving, route: Route, call: Call): Reply {
  if (!isAuthorized(call.header("authorization"), keys)) throw errors.unauthorized();
  if (route === "unknown path") throw errors.unknownPath();
  if (route === "unknown method") throw errors.methodNotAllowed(call.method);
  checkAccept(call.header("accept"));
  const body = readBody(route, call.text, call.header("content-type"));
  settleSyncs(account);
  const { params, query } = call;
  const answer = account.state.transaction(() => route.run(account, { params, query, body }));
  const data = answer.listing === undefined ? answer.data : pageOf(answer.listing, query);
  return success(route.status, answer.message, data);
}
