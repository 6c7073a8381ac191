import type { AddressProblem, Advice } from "../advice";
import type { BrokenReason, CallFacts, Failure } from "./failure";

/** Decides what to do about a failure; undefined where nothing helps but to read what failed. */
export function adviceOn(failure: Failure, { baseUrlSource, deadlineMs }: CallFacts): Advice | undefined {
  const { what, retryAfterMs } = failure;
  const source = baseUrlSource === undefined ? {} : { baseUrlSource };
  const checkBaseUrl = (because: AddressProblem): Advice => ({ kind: "checkBaseUrl", because, ...source });
  switch (what.kind) {
    case "broken":
      return adviceOnBroken(what, checkBaseUrl);
    case "unexpected":
      return adviceOnUnexpected(what.because, source, checkBaseUrl);
    case "deadline":
      return { kind: "raiseDeadline", ...(deadlineMs === undefined ? {} : { deadlineMs }) };
    case "answer":
      if (what.page === true && what.status < 500) return checkBaseUrl("page");
      if (what.status === 401) return { kind: "checkCredentials", ...source };
      return adviceOnStatus(what.status, retryAfterMs, checkBaseUrl);
    case "overQuota":
      return tryLater(retryAfterMs);
    case "notSent":
    case "aborted":
      return undefined;
  }
}

type CheckBaseUrl = (because: AddressProblem) => Advice;

type Broken = Extract<Failure["what"], { kind: "broken" }>;

const DOUBTS: Readonly<Partial<Record<BrokenReason, AddressProblem>>> = {
  refused: "connectionRefused",
  dns: "hostNotFound",
  unreachable: "hostUnreachable",
  tls: "tlsFailed",
  notHttp: "notHttp",
};

function adviceOnBroken({ reason, afterMs }: Broken, checkBaseUrl: CheckBaseUrl): Advice {
  const doubt = DOUBTS[reason];
  if (doubt !== undefined) return checkBaseUrl(doubt);
  if (reason === "damaged") return { kind: "bypassProxy" };
  if (reason === "timeout")
    return { kind: "raiseTimeout", ...(afterMs === undefined ? {} : { timeoutMs: afterMs }) };
  return { kind: "tryAgain", because: "connectionBroken" };
}

function adviceOnUnexpected(
  because: Extract<Failure["what"], { kind: "unexpected" }>["because"],
  source: { baseUrlSource?: string },
  checkBaseUrl: CheckBaseUrl,
): Advice {
  switch (because) {
    case "page":
      return checkBaseUrl("page");
    case "cutOff":
      return { kind: "tryAgain", because };
    case "size":
      return { kind: "raiseMaxAnswerBytes" };
    case undefined:
      return { kind: "updateClient", ...source };
  }
}

function adviceOnStatus(
  status: number,
  retryAfterMs: number | undefined,
  checkBaseUrl: CheckBaseUrl,
): Advice | undefined {
  if (status === 101) return checkBaseUrl("protocolChange");
  if (status >= 300 && status < 400) return checkBaseUrl("redirect");
  if (status === 403) return { kind: "grantRole" };
  if (status === 407) return { kind: "setProxyCredentials" };
  if (status === 429 || status === 503) return tryLater(retryAfterMs);
  return status >= 500 || status === 408 ? { kind: "tryLater" } : undefined;
}

function tryLater(afterMs: number | undefined): Advice {
  return { kind: "tryLater", ...(afterMs === undefined ? {} : { afterMs }) };
}
