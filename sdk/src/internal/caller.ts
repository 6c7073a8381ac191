import { isRetryable } from "../errors";
import type { CreateOptions, FivetranClientOptions, RequestOptions, RetryEvent } from "../options";
import { type AnswerSchema, type Outcome, readAnswer } from "./answer";
import { type Clock, LONGEST_TIMER_MS, systemClock } from "./clock";
import { type Endpoint, endpointOf } from "./endpoint";
import { createError, type Failure } from "./failure";
import { type Limiter, type Quota, QuotaExhausted, sharedLimiter } from "./limiter";
import { type ApiPath, path, renderPath } from "./path";
import { lazyRedactor, secretsOf } from "./redact";
import { type Job, NoServerTime, withRetries } from "./retry";
import { CallScope } from "./scope";
import { ServerClock } from "./serverClock";
import type { HttpRequest, HttpResult } from "./transport";

/** Default of `timeoutMs`. */
const ORDINARY_TIMEOUT_MS = 90_000;

/** Default of `deadlineMs`. */
const ORDINARY_DEADLINE_MS = 600_000;

/** What a call that waits for the source gets at least, for one attempt and in all. */
const SLOW_MS = 30 * 60_000;

/** One operation of the API, as a resource's method describes it. */
export interface Operation<T> {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: ApiPath;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;

  /** In the API's own names. POST and PATCH always have one. */
  readonly body?: object;

  /** The version of the API's answers, where the operation has more than one. */
  readonly version?: 2;

  /** Loads what checks the `data` of the answer. Without it the method answers nothing. */
  readonly answer?: () => Promise<AnswerSchema<T>>;

  /** For a POST: whether sending it twice does what sending it once does. The other verbs always are. */
  readonly repeatable?: boolean;

  /** Whether it reads the source or tests a connection, which takes minutes and has a quota of its own. */
  readonly slow?: boolean;

  /** A reason not to send it at all. */
  readonly refusal?: string | undefined;
}

/** Sends operations: the limits, retries and deadlines of one client. */
export class Caller {
  readonly #endpoint: Endpoint;
  readonly #limiter: Limiter;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #timeoutMs: number;
  readonly #deadlineMs: number;
  readonly #onRetry: ((event: RetryEvent) => void) | undefined;
  readonly #serverClock = new ServerClock();

  /** @throws {TypeError} when an option is not usable */
  constructor(options: FivetranClientOptions) {
    this.#endpoint = endpointOf(options);
    this.#timeoutMs = duration("timeoutMs", options.timeoutMs) ?? ORDINARY_TIMEOUT_MS;
    this.#deadlineMs = duration("deadlineMs", options.deadlineMs) ?? ORDINARY_DEADLINE_MS;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#onRetry = options.onRetry;
    this.#limiter = sharedLimiter(this.#endpoint.authorization, this.#endpoint.baseUrl);
    if (options.maxConcurrency !== undefined) {
      if (!Number.isInteger(options.maxConcurrency) || options.maxConcurrency < 1) {
        throw new TypeError("maxConcurrency must be a whole number of at least 1.");
      }
      this.#limiter.lowerTo(options.maxConcurrency);
    }
  }

  /**
   * Carries out one operation. What it throws is a `FivetranError`, or what `findCreated` threw.
   *
   * @throws {TypeError} when an option of the call is not usable
   */
  async call<T>(operation: Operation<T>, options: CreateOptions<T> = {}): Promise<T> {
    const scope = new CallScope(this.#clock, this.#deadlineOf(operation, options), options.signal);
    try {
      return await withRetries(this.#job(operation, options, scope), scope);
    } finally {
      scope.close();
    }
  }

  #job<T>(operation: Operation<T>, options: CreateOptions<T>, scope: CallScope): Job<T> {
    const { method, body } = operation;
    const { findCreated } = options;
    const rendered = renderPath(operation.path);
    const redact = lazyRedactor(() => [...this.#endpoint.secrets, ...secretsOf(body)]);
    const problem = operation.refusal ?? (rendered.ok ? undefined : rendered.problem);
    if (problem !== undefined) {
      throw createError(
        { what: { kind: "refusedHere", said: problem }, ran: "no", transient: false },
        { method, path: rendered.path, redact, attempts: 0, elapsedMs: 0, mayHaveRun: false },
      );
    }
    const request = this.#request(operation, rendered.path);
    const timeoutMs = this.#timeoutOf(operation, options);
    return {
      method,
      path: rendered.path,
      repeatable: method !== "POST" || operation.repeatable === true,
      redact,
      random: this.#random,
      attempt: (lost, onSend) => this.#attempt({ operation, request, timeoutMs, scope, lost, onSend }),
      onRetry: (event) => this.#tell({ method, path: redact(rendered.path), ...event }),
      ...(findCreated && {
        findCreated: async (sentAt: number) =>
          findCreated({ notBefore: await this.#serverTimeAt(sentAt, scope) }),
      }),
    };
  }

  async #attempt<T>(attempt: Attempt<T>): Promise<Outcome<T>> {
    const { operation, request, scope } = attempt;
    const quota: Quota = operation.slow ? "source" : "general";
    let release: () => void;
    try {
      release = await this.#limiter.acquire(quota, scope, this.#random);
    } catch (error) {
      if (error instanceof QuotaExhausted) return { ok: false, failure: exhausted(error.retryAfterMs) };
      throw error;
    }
    try {
      attempt.onSend();
      const result = await sendWithin(attempt.timeoutMs, request, scope);
      if (result.kind !== "answer") return { ok: false, failure: brokenOff(result) };
      const outcome = await this.#read(operation, result, attempt.lost);
      this.#learn(quota, result, outcome);
      return outcome;
    } finally {
      release();
    }
  }

  async #read<T>(operation: Operation<T>, result: Answer, lost: boolean): Promise<Outcome<T>> {
    // The first try that seemed lost did delete it.
    if (operation.method === "DELETE" && result.status === 404 && lost)
      return { ok: true, value: undefined as T };
    const schema = await operation.answer?.();
    const outcome = readAnswer(result, schema, this.#clock.now());
    // Without a schema the method's result is void.
    return outcome.ok ? { ok: true, value: outcome.value as T } : outcome;
  }

  #learn(quota: Quota, result: Answer, outcome: Outcome<unknown>): void {
    const now = this.#clock.now();
    this.#serverClock.observe(result.headers, now);
    this.#limiter.observe(result.headers);
    if (!outcome.ok && result.status === 429 && outcome.failure.retryAfterMs !== undefined) {
      this.#limiter.closeUntil(quota, now + outcome.failure.retryAfterMs);
    }
  }

  /** A lower bound of the server's time at a local time; asks for one cheap page when no answer has shown it yet. */
  async #serverTimeAt(localTime: number, scope: CallScope): Promise<Date> {
    const known = this.#serverClock.lowerBoundAt(localTime);
    if (known !== undefined) return known;
    let refusal: unknown;
    try {
      const cheap = { method: "GET", path: path`/groups`, query: { limit: 1 } } as const;
      await this.call<void>(cheap, { signal: scope.signal, deadlineMs: Math.max(1, scope.remainingMs()) });
    } catch (error) {
      refusal = error; // A refusal shows the time as well as a page does.
    }
    const learnt = this.#serverClock.lowerBoundAt(localTime);
    if (learnt !== undefined) return learnt;
    if (isRetryable(refusal)) throw refusal;
    throw new NoServerTime("Whether it was cannot be found out: the server's answers have no Date header.");
  }

  #request<T>(
    { method, query, body, version }: Operation<T>,
    renderedPath: string,
  ): Omit<HttpRequest, "signal"> {
    const headers: Record<string, string> = {
      accept: version === 2 ? "application/json;version=2" : "application/json",
      authorization: this.#endpoint.authorization,
      "user-agent": this.#endpoint.userAgent,
    };
    if (method === "POST" || method === "PATCH") headers["content-type"] = "application/json";
    return {
      method,
      url: this.#endpoint.baseUrl + renderedPath + queryString(query),
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
  }

  #tell(event: RetryEvent): void {
    try {
      this.#onRetry?.(event);
    } catch {
      // A listener's mistake is not a reason to lose a call.
    }
  }

  #timeoutOf(operation: Operation<unknown>, options: RequestOptions): number {
    const usual = operation.slow ? Math.max(SLOW_MS, this.#timeoutMs) : this.#timeoutMs;
    return duration("timeoutMs", options.timeoutMs) ?? usual;
  }

  #deadlineOf(operation: Operation<unknown>, options: RequestOptions): number {
    const usual = operation.slow ? Math.max(SLOW_MS, this.#deadlineMs) : this.#deadlineMs;
    return duration("deadlineMs", options.deadlineMs) ?? usual;
  }
}

type Answer = Extract<HttpResult, { kind: "answer" }>;

interface Attempt<T> {
  readonly operation: Operation<T>;
  readonly request: Omit<HttpRequest, "signal">;
  readonly timeoutMs: number;
  readonly scope: CallScope;
  readonly lost: boolean;
  readonly onSend: () => void;
}

/** Sends the request, and ends it after `timeoutMs` or with the call. @throws {CallEnded} */
async function sendWithin(
  timeoutMs: number,
  request: Omit<HttpRequest, "signal">,
  scope: CallScope,
): Promise<Exclude<HttpResult, { kind: "aborted" }>> {
  // Loaded with the first request: a program that makes none should not pay for an HTTP library.
  const { send } = await import("./transport.js");
  scope.check();
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const timer = setTimeout(abort, Math.min(timeoutMs, LONGEST_TIMER_MS));
  scope.signal.addEventListener("abort", abort, { once: true });
  try {
    const result = await send({ ...request, signal: controller.signal });
    if (result.kind !== "aborted") return result;
    scope.check();
    return { kind: "broken", reason: "timeout", ran: "maybe" };
  } finally {
    clearTimeout(timer);
    scope.signal.removeEventListener("abort", abort);
  }
}

function brokenOff(result: Extract<HttpResult, { kind: "broken" }>): Failure {
  const { reason, code, ran } = result;
  return {
    what: { kind: "broken", reason, ...(code === undefined ? {} : { code }) },
    ran,
    transient: reason !== "tls",
  };
}

function exhausted(retryAfterMs: number): Failure {
  return {
    what: { kind: "answer", status: 429, said: "another request was told to wait, so this one was not sent" },
    ran: "no",
    transient: true,
    retryAfterMs,
  };
}

function queryString(query: Operation<unknown>["query"] = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

function duration(name: string, value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "number" || Number.isNaN(value) || value <= 0) {
    throw new TypeError(`${name} must be a number of milliseconds above 0.`);
  }
  return value;
}
