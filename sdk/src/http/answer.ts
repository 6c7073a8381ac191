import type { Failure } from "../failures/failure";
import { isRecord } from "../record";
import { below } from "../wire/fieldPath";
import { parseJson } from "../wire/json";
import { readLeniently } from "../wire/lenient";
import type { AnswerSchema } from "../wire/schema";
import { describeRefusal, describeSuccess } from "./answerBody";
import { requestIdIn, retryAfterMs } from "./headers";
import type { HttpResult } from "./transport";

/** What one attempt came to. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** How to read the body of a success. */
export interface Reading<T> {
  /** Without one there is nothing to read in it. */
  readonly schema: AnswerSchema<T> | undefined;

  /** Whether what is to be read may be the body itself, or no body at all, in place of the `data` of an envelope. */
  readonly bare: boolean;
}

/**
 * Reads an answer: a 2xx as `reading` says, everything else as a failure.
 *
 * @param now the local time, for a `Retry-After` that names a date
 */
export function readAnswer<T>(
  result: Extract<HttpResult, { kind: "answer" }>,
  reading: Reading<T>,
  now: number,
): Outcome<T | undefined> {
  const json = jsonOf(result.body);
  if (result.status >= 200 && result.status < 300) return readSuccess(result, json, reading);
  return { ok: false, failure: failRefused(result, json, now) };
}

function readSuccess<T>(
  result: Extract<HttpResult, { kind: "answer" }>,
  json: { value: unknown } | undefined,
  { schema, bare }: Reading<T>,
): Outcome<T | undefined> {
  if (result.body === "") {
    // A 204, which has no body.
    if (schema === undefined) return { ok: true, value: undefined };
    if (bare) return readData(result, undefined, schema, []);
  }
  if (json === undefined || !isRecord(json.value)) {
    const { said, because } = describeSuccess(result, json);
    return failUnexpected(result, "", said, because);
  }
  const denied = denialIn(json.value, bare);
  if (denied !== undefined) return failUnexpected(result, "code", denied);
  if (schema === undefined) return { ok: true, value: undefined };
  if (bare && !("data" in json.value)) return readData(result, json.value, schema, []);
  return readData(result, json.value["data"], schema, ["data"]);
}

/** The codes of an envelope that say that it was done. Fivetran's document has the first alone. */
const SUCCESSES = new Set(["success", "ok", "created", "accepted"]);

/** The failure in an envelope that has the status of a success and the code of a failure. */
function denialIn(body: Record<string, unknown>, bare: boolean): string | undefined {
  const isEnvelope =
    !bare || "data" in body || Object.keys(body).every((key) => /^(code|message)$/.test(key));
  const { code } = body;
  if (!isEnvelope || code === undefined || code === null) return undefined;
  const word = typeof code === "string" ? code : typeof code;
  if (typeof code === "string" && SUCCESSES.has(code.toLowerCase())) return undefined;
  const message = textIn(body, "message");
  return `the status says that it was done, and the code says ${word}${message === undefined ? "" : `: ${message}`}`;
}

function readData<T>(
  result: Extract<HttpResult, { kind: "answer" }>,
  data: unknown,
  schema: AnswerSchema<T>,
  where: readonly string[],
): Outcome<T> {
  const read = readLeniently(schema, data);
  if (read.ok) return read;
  const { place, problem } = below(where, read.issue);
  return failUnexpected(result, place, `${place}: ${problem}`);
}

function failUnexpected(
  result: Extract<HttpResult, { kind: "answer" }>,
  fieldPath: string,
  said: string,
  because?: "page" | "cutOff",
): { ok: false; failure: Failure } {
  return {
    ok: false,
    failure: {
      what: {
        kind: "unexpected",
        status: result.status,
        fieldPath,
        said,
        ...(because === undefined ? {} : { because }),
      },
      ran: "maybe",
      // An answer that was cut off is a broken connection in effect. A page is a wrong address, and stays one.
      transient: because === "cutOff",
      ...requestIdIn(result.headers),
    },
  };
}

/** An answer that was too large to be read. What came is an answer, so the same would come again. */
export function tooLarge(
  { status, headers }: Extract<HttpResult, { kind: "tooLarge" }>,
  maxBytes: number,
): Failure {
  const said = `the body is larger than ${maxBytes} bytes, and was not read to its end`;
  const isSuccess = status >= 200 && status < 300;
  return {
    what: isSuccess
      ? { kind: "unexpected", status, fieldPath: "", said, because: "size" }
      : { kind: "answer", status, said },
    ran: isSuccess || mayHaveRun(status) ? "maybe" : "no",
    transient: false,
    ...requestIdIn(headers),
  };
}

/** A 5xx or a 408 may come from something in front of the API that gave up waiting for it; a 101 is of something else altogether. */
function mayHaveRun(status: number): boolean {
  return status >= 500 || status === 408 || status < 200;
}

function failRefused(
  result: Extract<HttpResult, { kind: "answer" }>,
  json: { value: unknown } | undefined,
  now: number,
): Failure {
  const { status, headers } = result;
  const body = json !== undefined && isRecord(json.value) ? json.value : undefined;
  const code = textIn(body, "code");
  const told =
    body === undefined
      ? describeRefusal(result)
      : { said: textIn(body, "message") ?? textIn(body, "error") ?? "" };
  const wait = retryAfterMs(headers, now);
  return {
    what: { kind: "answer", status, ...told, ...(code === undefined ? {} : { code }) },
    ran: mayHaveRun(status) ? "maybe" : "no",
    transient: status >= 500 || status === 408 || status === 429,
    ...requestIdIn(headers),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

function jsonOf(text: string): { value: unknown } | undefined {
  try {
    return { value: parseJson(text) };
  } catch {
    return undefined;
  }
}

function textIn(body: Record<string, unknown> | undefined, name: string): string | undefined {
  const value = body?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}
