import { describeRefusal, describeSuccess } from "./answerBody";
import type { Failure } from "./failure";
import { retryAfterMs } from "./retry";
import type { HttpResult } from "./transport";

/** Checks and renames the `data` of an answer. What zod's schemas are to this package, without zod's types. */
export interface AnswerSchema<T> {
  safeParse(value: unknown): ParseResult<T>;
}

type ParseResult<T> =
  | { success: true; data: T }
  | { success: false; error: { issues: readonly { path: PropertyKey[]; message: string }[] } };

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
  const json = parseJson(result.body);
  if (result.status >= 200 && result.status < 300) return readSuccess(result, json, reading);
  return { ok: false, failure: refusal(result, json, now) };
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
  if (json === undefined || !isObject(json.value)) {
    const { said, because } = describeSuccess(result, json);
    return unexpected(result, "", said, because);
  }
  if (schema === undefined) return { ok: true, value: undefined };
  if (bare && !("data" in json.value)) return readData(result, json.value, schema, []);
  return readData(result, json.value["data"], schema, ["data"]);
}

function readData<T>(
  result: Extract<HttpResult, { kind: "answer" }>,
  data: unknown,
  schema: AnswerSchema<T>,
  where: readonly string[],
): Outcome<T> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  const fieldPath = pathInWords([...where, ...(issue?.path ?? [])]);
  return unexpected(result, fieldPath, `${fieldPath}: ${issue?.message ?? "not valid"}`);
}

function unexpected(
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
      // What was cut off is a broken connection in effect. A page is a wrong address, and stays one.
      transient: because === "cutOff",
      ...withRequestId(result.headers),
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
    ...withRequestId(headers),
  };
}

/** A 5xx or a 408 may come from something in front of the API that gave up waiting for it; a 101 is of something else altogether. */
function mayHaveRun(status: number): boolean {
  return status >= 500 || status === 408 || status < 200;
}

function refusal(
  result: Extract<HttpResult, { kind: "answer" }>,
  json: { value: unknown } | undefined,
  now: number,
): Failure {
  const { status, headers } = result;
  const body = json !== undefined && isObject(json.value) ? json.value : undefined;
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
    ...withRequestId(headers),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  };
}

/** Headers in which the API, or what stands in front of it, names the request. */
const REQUEST_ID_HEADERS = [
  "x-request-id",
  "x-fivetran-request-id",
  "request-id",
  "x-correlation-id",
  "x-amzn-requestid",
];

/** What the answer calls the request; not redacted. */
export function withRequestId(headers: Readonly<Record<string, string>>): { requestId?: string } {
  for (const name of REQUEST_ID_HEADERS) {
    const value = headers[name];
    if (value !== undefined && value !== "") return { requestId: value };
  }
  return {};
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textIn(body: Record<string, unknown> | undefined, name: string): string | undefined {
  const value = body?.[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** `data.items[0].name`; a name that is not a plain word is quoted: `data.schemas["a b"].enabled`. */
function pathInWords(path: readonly PropertyKey[]): string {
  return path.reduce<string>((words, key) => {
    if (typeof key === "number") return `${words}[${key}]`;
    const name = String(key);
    if (!/^[A-Za-z_]\w*$/.test(name)) return `${words}[${JSON.stringify(name)}]`;
    return words === "" ? name : `${words}.${name}`;
  }, "");
}
