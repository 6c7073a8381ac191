import type { Advice } from "../advice";
import { describeAdvice } from "../advice";
import { NO_ROUTE } from "../errors";
import { adviceOn } from "./adviceOn";
import { exactInWords, inWords } from "./durationWords";
import type { BrokenReason, CallFacts, Failure } from "./failure";

/** A failure in a few words, for a log line. Not redacted. */
export function reasonOf({ what }: Failure): string {
  switch (what.kind) {
    case "answer":
      return what.code === undefined ? String(what.status) : `${what.status} ${what.code}`;
    case "unexpected":
      return `${what.status}, but not as documented`;
    case "broken":
      return BROKEN[what.reason];
    case "notSent":
      return "not sent";
    case "overQuota":
      return "no quota left";
    case "aborted":
      return "aborted";
    case "deadline":
      return "deadline";
  }
}

const BROKEN: Readonly<Record<BrokenReason, string>> = {
  refused: "connection refused",
  dns: "host name not found",
  unreachable: "host not reachable",
  tls: "TLS failed",
  notHttp: "what came is not HTTP",
  damaged: "the answer cannot be decompressed",
  reset: "connection broken before an answer came",
  timeout: "no answer in time",
};

/** What an error says. */
export interface ErrorTexts {
  /** Everything, as users of the bare client see it. */
  readonly message: string;

  /** What failed and why, without the advice and the request id, which are fields of their own. */
  readonly summary: string;

  readonly advice: readonly Advice[];
}

/** Words a failure. Not redacted as a whole; what the server said must be. */
export function textsOf(failure: Failure, facts: CallFacts): ErrorTexts {
  const advice = adviceOn(failure, facts);
  const { note } = facts;
  const failed = `${subjectOf(failure, facts)}: ${whatFailed(failure, facts)}`;
  const { requestId } = failure;
  const sentences = (told: readonly string[], noted: string): string[] => [
    failed,
    ...told,
    ...historyIn(facts),
    ...(note === undefined ? [] : [note.text + noted]),
  ];
  const whole = sentences(advice === undefined ? [] : [describeAdvice(advice)], note?.error?.message ?? "");
  return {
    message: [...whole, ...(requestId === undefined ? [] : [`(request ${requestId})`])].join(" "),
    summary: sentences([], note?.error?.summary ?? "").join(" "),
    advice: [...(advice === undefined ? [] : [advice]), ...(note?.error?.advice ?? [])],
  };
}

function historyIn({ attempts, elapsedMs, mayHaveRun }: CallFacts): string[] {
  const sentences: string[] = [];
  if (attempts > 1) sentences.push(`Gave up after ${attempts} attempts in ${inWords(elapsedMs)}.`);
  if (mayHaveRun) sentences.push("The request may have been carried out: look before repeating it.");
  return sentences;
}

/** What was sent, with the address where there was an attempt to reach it. */
function subjectOf({ what }: Failure, { method, path, baseUrl = "" }: CallFacts): string {
  const wasTried = what.kind !== "notSent" && what.kind !== "overQuota";
  return wasTried ? `${method} ${baseUrl}${path}` : `${method} ${path}`;
}

function whatFailed({ what }: Failure, { baseUrl, deadlineMs }: CallFacts): string {
  switch (what.kind) {
    case "answer":
      return answered(what);
    case "unexpected":
      if (what.because === "page")
        return `Something other than Fivetran returned ${what.status}: ${asSentence(what.said)}`;
      return `Fivetran returned ${what.status}, but not as documented: ${asSentence(what.said)}`;
    case "broken":
      return brokenInWords(what, baseUrl);
    case "notSent":
    case "overQuota":
      return `Not sent: ${asSentence(what.said)}`;
    case "aborted":
      return "Aborted by the caller.";
    case "deadline":
      return deadlineMs === undefined
        ? "No result within the deadline."
        : `No result within the deadline of ${exactInWords(deadlineMs)}.`;
  }
}

function answered({ status, code, said, page }: Extract<Failure["what"], { kind: "answer" }>): string {
  // A 5xx may come from what stands in front of the API, and belongs to Fivetran all the same.
  const who = page === true && status < 500 ? "Something other than Fivetran" : "Fivetran";
  const answer = `${who} returned ${status}${code === undefined ? "" : ` ${code}`}`;
  if (said === "") return `${answer}.`;
  const isNoRoute = status === NO_ROUTE.status && code === NO_ROUTE.code && said === NO_ROUTE.said;
  return `${answer}: ${asSentence(said)}${isNoRoute ? ` ${NOT_OFFERED}` : ""}`;
}

const NOT_OFFERED = "There is no such operation at this address: Fivetran may not offer it to this account.";

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
      return `no connection to ${host}: ${BROKEN[reason]}`;
    case "notHttp":
      return `what came from ${host} is not HTTP`;
    case "damaged":
      return `the answer from ${host} cannot be decompressed`;
    case "reset":
      return `connection broken before an answer came from ${host}`;
    case "timeout":
      return `no answer from ${host} ${afterMs === undefined ? "in time" : `within ${exactInWords(afterMs)}`}`;
  }
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
