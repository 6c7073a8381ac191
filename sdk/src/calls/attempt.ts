import type { Failure } from "../failures/failure";
import { reasonOf } from "../failures/failureWords";
import { LONGEST_TIMER_MS } from "../http/clock";
import { requestIdIn } from "../http/headers";
import type { CallScope } from "../http/scope";
import { CallEnded } from "../http/scope";
import type { HttpRequest, HttpResult } from "../http/transport";
import type { Observation, ObservedEnd } from "../observe/observer";

/** A request, complete but for what ends it. */
export type Sendable = Omit<HttpRequest, "signal">;

/** The rest of an attempt that was not ended with its call. */
type Sent =
  | Exclude<HttpResult, { kind: "aborted" | "broken" }>
  | (Extract<HttpResult, { kind: "broken" }> & Pick<Broken, "afterMs">);

type Broken = Extract<Failure["what"], { kind: "broken" }>;

/**
 * Sends a request once, and ends it after `timeoutMs` or with the call. The observer is told how it ended.
 *
 * @throws {CallEnded}
 */
export async function sendOnce(
  request: Sendable,
  timeoutMs: number,
  scope: CallScope,
  observation: Observation | undefined,
): Promise<Sent> {
  if (observation === undefined) return sendWithin(timeoutMs, request, scope);
  const observed = { ...request, headers: observation.headers(request.headers) };
  let end: ObservedEnd = { reason: "aborted", errorType: "aborted" };
  try {
    const result = await observation.run(() => sendWithin(timeoutMs, observed, scope));
    end = endOf(result);
    return result;
  } catch (error) {
    if (error instanceof CallEnded) end = { reason: error.why, errorType: error.why };
    throw error;
  } finally {
    observation.end(end);
  }
}

async function sendWithin(timeoutMs: number, request: Sendable, scope: CallScope): Promise<Sent> {
  // Loaded with the first request: a program that makes none should not pay for an HTTP library.
  const { send } = await import("../http/transport.js");
  scope.check();
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, Math.min(timeoutMs, LONGEST_TIMER_MS));
  scope.signal.addEventListener("abort", abort, { once: true });
  try {
    const result = await send({ ...request, signal: controller.signal });
    if (result.kind !== "aborted") return result;
    scope.check();
    return { kind: "broken", reason: "timeout", ran: "maybe", afterMs: timeoutMs };
  } finally {
    clearTimeout(timer);
    scope.signal.removeEventListener("abort", abort);
  }
}

function endOf(result: Sent): ObservedEnd {
  if (result.kind === "broken") return { reason: reasonOf(brokenOff(result)), errorType: result.reason };
  const { status, headers } = result;
  return {
    status,
    headers,
    body: result.kind === "answer" ? result.body : undefined,
    ...requestIdIn(headers),
  };
}

/** The failure of an attempt to which no answer came. */
export function brokenOff(result: Extract<Sent, { kind: "broken" }>): Failure {
  const { kind, reason, code, peer, afterMs, ran } = result;
  return {
    what: {
      kind,
      reason,
      ...(code === undefined ? {} : { code }),
      ...(peer === undefined ? {} : { peer }),
      ...(afterMs === undefined ? {} : { afterMs }),
    },
    ran,
    transient: reason !== "tls" && reason !== "notHttp" && reason !== "damaged",
  };
}
