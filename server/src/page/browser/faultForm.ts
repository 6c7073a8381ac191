import type { Fault } from "./protocol.js";

/** What can be chosen, in words. */
export const FAULT_KINDS = {
  error: "Returns an error",
  delay: "Returns late",
  dropBefore: "Drops the connection before running",
  dropAfter: "Runs, then drops the connection",
  doneButError: "Runs, but returns an error",
  html: "Returns an HTML page",
  malformed: "Returns JSON that breaks off",
} as const;

/** The fields of the form, as text; empty where nothing was filled in. */
export interface FaultForm {
  readonly kind: keyof typeof FAULT_KINDS;
  readonly status: string;
  readonly latencyMs: string;
  readonly retryAfter: string;
  readonly method: string;
  readonly path: string;
  readonly times: string;
  readonly probability: string;
}

/** How late an answer is when nothing else was said. */
const USUAL_DELAY_MS = 2000;

export function faultFrom(form: FaultForm): Fault {
  const { kind } = form;
  const latencyMs = numberIn(form.latencyMs) ?? (kind === "delay" ? USUAL_DELAY_MS : undefined);
  const isAnswered = kind !== "delay" && kind !== "dropBefore" && kind !== "dropAfter";
  const usualStatus = kind === "error" || kind === "doneButError" ? 500 : undefined;
  return withoutGaps({
    ...effectOf(kind),
    status: isAnswered ? (numberIn(form.status) ?? usualStatus) : undefined,
    latencyMs,
    retryAfter: isAnswered ? numberIn(form.retryAfter) : undefined,
    method: form.method === "" ? undefined : form.method,
    path: form.path === "" ? undefined : form.path,
    times: numberIn(form.times),
    probability: numberIn(form.probability),
  });
}

function effectOf(kind: FaultForm["kind"]): Fault {
  switch (kind) {
    case "dropBefore":
      return { drop: "before" };
    case "dropAfter":
      return { drop: "after" };
    case "doneButError":
      return { afterRunning: true };
    case "html":
    case "malformed":
      return { body: kind };
    default:
      return {};
  }
}

/** A fault in one line: which requests, then what happens to them. */
export function faultInWords(fault: Fault): string {
  const which = [fault.method ?? "any method", fault.path ?? "any path"].join(" ");
  const limits = [
    fault.times === undefined ? "" : fault.times === 1 ? "once" : `${fault.times} times`,
    fault.probability === undefined ? "" : `probability ${fault.probability}`,
  ];
  const what = [
    fault.afterRunning === true ? "done, but" : "",
    fault.drop === undefined ? "" : `connection dropped ${fault.drop} running`,
    fault.body === undefined ? "" : bodyInWords(fault.body),
    fault.status === undefined ? "" : String(fault.status),
    fault.code ?? "",
    fault.latencyMs === undefined ? "" : `${fault.latencyMs} ms late`,
    fault.retryAfter === undefined ? "" : `Retry-After ${fault.retryAfter}`,
  ];
  const effect = what.filter(Boolean).join(" ");
  return `${[which, ...limits].filter(Boolean).join(", ")} → ${effect === "" ? "as usual" : effect}`;
}

function bodyInWords(body: string): string {
  if (body === "html") return "an HTML page";
  return body === "malformed" ? "JSON that breaks off" : "a text";
}

function numberIn(text: string): number | undefined {
  return text.trim() === "" ? undefined : Number(text);
}

/** The server takes a missing field for none, and no empty ones. */
function withoutGaps(fault: { readonly [Name in keyof Fault]: Fault[Name] | undefined }): Fault {
  return Object.fromEntries(Object.entries(fault).filter(([, value]) => value !== undefined));
}
