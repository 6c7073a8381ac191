import type { BrokenReason, CallFacts, Failure } from "./failure";

/** A failure in a few words, for a log line. Not redacted. */
export function reasonOf({ what }: Failure): string {
  switch (what.kind) {
    case "answer":
      return what.code === undefined ? String(what.status) : `${what.status} ${what.code}`;
    case "unexpected":
      return `${what.status}, but not as documented`;
    case "broken":
      return BROKEN[what.reason].reason;
    case "refusedHere":
      return "not sent";
    case "overQuota":
      return "no quota left";
    case "aborted":
      return "aborted";
    case "deadline":
      return "deadline";
  }
}

/** `baseUrl` in an advice stands for where the address comes from. */
const BROKEN: Record<BrokenReason, { reason: string; advice: string }> = {
  refused: { reason: "connection refused", advice: "Check baseUrl, and that the server runs." },
  dns: { reason: "host name not found", advice: "Check baseUrl, and the machine's DNS." },
  unreachable: {
    reason: "host not reachable",
    advice: "Check baseUrl, the network, the firewall and the proxy settings.",
  },
  tls: {
    reason: "TLS failed",
    advice:
      "Check baseUrl, the machine's clock and its trusted certificates (NODE_EXTRA_CA_CERTS for a company's own).",
  },
  notHttp: {
    reason: "what came is not HTTP",
    advice: "Check baseUrl: its host, its port, and whether it begins with https://.",
  },
  damaged: {
    reason: "the answer cannot be decompressed",
    advice: "A proxy may have damaged it. Try again, or without the proxy.",
  },
  reset: { reason: "connection broken before an answer came", advice: "Try again." },
  timeout: { reason: "no answer in time", advice: "Try again, or raise timeoutMs." },
};

/** The text of an error. Not redacted as a whole; what the server said must be. */
export function messageOf(failure: Failure, facts: CallFacts): string {
  const sentences = [`${subjectOf(failure, facts)}: ${whatFailed(failure, facts)}`, adviceOn(failure, facts)];
  if (facts.attempts > 1) {
    sentences.push(`Gave up after ${facts.attempts} attempts in ${inWords(facts.elapsedMs)}.`);
  }
  if (facts.mayHaveRun) {
    sentences.push("The request may have been carried out: look before repeating it.");
  }
  if (facts.note !== undefined) sentences.push(facts.note);
  if (failure.requestId !== undefined) sentences.push(`(request ${failure.requestId})`);
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** What was sent, with the address where there was an attempt to reach it. */
function subjectOf({ what }: Failure, { method, path, baseUrl = "" }: CallFacts): string {
  const wasTried = what.kind !== "refusedHere" && what.kind !== "overQuota";
  return wasTried ? `${method} ${baseUrl}${path}` : `${method} ${path}`;
}

function whatFailed({ what }: Failure, { baseUrl, deadlineMs }: CallFacts): string {
  switch (what.kind) {
    case "answer":
      return answered(what);
    case "unexpected":
      if (what.because === "page")
        return `Something other than Fivetran answered ${what.status}: ${asSentence(what.said)}`;
      return `Fivetran answered ${what.status}, but not as documented: ${asSentence(what.said)}`;
    case "broken":
      return brokenInWords(what, baseUrl);
    case "refusedHere":
    case "overQuota":
      return `Not sent: ${asSentence(what.said)}`;
    case "aborted":
      return "Aborted by the caller.";
    case "deadline":
      return deadlineMs === undefined
        ? "No result within the deadline."
        : `No result within the deadline of ${duration(deadlineMs)}.`;
  }
}

function answered({ status, code, said, page }: Extract<Failure["what"], { kind: "answer" }>): string {
  // A 5xx may come from what stands in front of the API, and belongs to Fivetran all the same.
  const who = page === true && status < 500 ? "Something other than Fivetran" : "Fivetran";
  const answer = `${who} answered ${status}${code === undefined ? "" : ` ${code}`}`;
  return said === "" ? `${answer}.` : `${answer}: ${asSentence(said)}`;
}

function brokenInWords(
  { reason, code, peer, afterMs }: Extract<Failure["what"], { kind: "broken" }>,
  baseUrl: string | undefined,
): string {
  const host = baseUrl === undefined ? "the host" : new URL(baseUrl).host;
  const facts = [code, peer === undefined ? undefined : `at ${peer}`].filter((fact) => fact !== undefined);
  const words = wordsOfBroken(reason, host, afterMs);
  return `${words}${facts.length === 0 ? "" : ` (${facts.join(" ")})`}.`;
}

function wordsOfBroken(reason: BrokenReason, host: string, afterMs: number | undefined): string {
  switch (reason) {
    case "refused":
    case "dns":
    case "unreachable":
    case "tls":
      return `no connection to ${host}: ${BROKEN[reason].reason}`;
    case "notHttp":
      return `what came from ${host} is not HTTP`;
    case "damaged":
      return `the answer from ${host} cannot be decompressed`;
    case "reset":
      return `connection broken before an answer came from ${host}`;
    case "timeout":
      return `no answer from ${host} ${afterMs === undefined ? "in time" : `within ${duration(afterMs)}`}`;
  }
}

function adviceOn(failure: Failure, facts: CallFacts): string {
  const advice = generalAdvice(failure, facts);
  const { baseUrlSource } = facts;
  return baseUrlSource === undefined ? advice : advice.replaceAll(/\bbaseUrl\b/g, () => baseUrlSource);
}

function generalAdvice({ what, retryAfterMs }: Failure, { baseUrlSource }: CallFacts): string {
  switch (what.kind) {
    case "broken":
      return BROKEN[what.reason].advice;
    case "unexpected":
      return ADVICE_ON_UNEXPECTED[what.because ?? "field"];
    case "deadline":
      return "Raise deadlineMs if the call needs longer.";
    case "answer":
      if (what.page === true && what.status < 500) return ADVICE_ON_UNEXPECTED.page;
      if (what.status === 401 && baseUrlSource !== undefined)
        return "Check the API key and secret, and that they belong to the account at baseUrl.";
      return adviceOnStatus(what.status, retryAfterMs);
    case "overQuota":
      return comeBackIn(retryAfterMs);
    case "refusedHere":
    case "aborted":
      return "";
  }
}

const ADVICE_ON_UNEXPECTED = {
  field: "If baseUrl is right, this version of the package may be too old for the API.",
  page: "Check baseUrl, and whether a proxy or the sign-in page of a network stands between this machine and Fivetran.",
  cutOff: "Something on the way may have cut it off. Try again.",
  size: "Raise maxAnswerBytes if it is right that the answer is so large.",
} as const;

function adviceOnStatus(status: number, retryAfterMs: number | undefined): string {
  if (status === 101)
    return "Check baseUrl, and the proxy settings: Fivetran's API never changes the protocol.";
  if (status >= 300 && status < 400)
    return "Check baseUrl: Fivetran's API does not redirect. The sign-in page of a network does.";
  if (status === 401) return "Check the API key and secret.";
  if (status === 403) return "Give the owner of the API key the role that this needs.";
  if (status === 407) return "The proxy asks for credentials: they belong into HTTPS_PROXY.";
  if (status === 429 || status === 503) {
    return comeBackIn(retryAfterMs);
  }
  return status >= 500 || status === 408 ? "Try again later." : "";
}

function comeBackIn(retryAfterMs: number | undefined): string {
  return retryAfterMs === undefined ? "Try again later." : `Come back in ${inWords(retryAfterMs)}.`;
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A duration that somebody has set. */
function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  return seconds >= 120 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** How long something takes or took, rounded up, as a person says it. */
export function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  const hours = Math.ceil(minutes / 60);
  return hours < 72 ? `${hours} h` : `${Math.ceil(hours / 24)} days`;
}
