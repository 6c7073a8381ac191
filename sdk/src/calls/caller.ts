import type { Readable } from "node:stream";
import { isRetryable } from "../errors";
import { createError } from "../failures/createError";
import { escapeControls } from "../failures/escape";
import type { Failure } from "../failures/failure";
import { lazyRedactor, secretsOf } from "../failures/redact";
import type { Outcome } from "../http/answer";
import { readAnswer, tooLarge } from "../http/answer";
import type { Clock } from "../http/clock";
import { problemWithStart, streamWithin } from "../http/download";
import type { Endpoint } from "../http/endpoint";
import { jsonBody } from "../http/jsonBody";
import type { Content, Operation } from "../http/operation";
import { requestOf } from "../http/operation";
import { path, renderPath, templateOf } from "../http/path";
import { CallScope } from "../http/scope";
import type { HttpResult } from "../http/transport";
import type { FileSource } from "../http/upload";
import { readUpload } from "../http/upload";
import type { Limiter } from "../limits/limiter";
import { QuotaExhausted, sharedLimiter } from "../limits/limiter";
import type { Quotas } from "../limits/quota";
import { isSlow, quotasOf } from "../limits/quota";
import type { ObservedAttempt } from "../observe/observer";
import { Observer } from "../observe/observer";
import type { CreateOptions, FivetranClientOptions, RequestOptions } from "../options";
import type { Sendable } from "./attempt";
import { brokenOff, sendOnce } from "./attempt";
import { checkCallOptions } from "./callOptions";
import type { Job } from "./retry";
import { NoServerTime, withRetries } from "./retry";
import { ServerClock } from "./serverClock";
import { settingsOf } from "./settings";

/** What a call that waits for the source gets at least, for one attempt and in all. */
const SLOW_MS = 30 * 60_000;

/** Sends operations: the limits, retries and deadlines of one client. */
export class Caller {
  readonly #endpoint: Endpoint;
  readonly #limiter: Limiter;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #timeoutMs: number;
  readonly #deadlineMs: number;
  readonly #maxAnswerBytes: number;
  readonly #observer: Observer;
  readonly #serverClock = new ServerClock();

  /** @throws {TypeError} when an option is not usable */
  constructor(options: FivetranClientOptions) {
    const settings = settingsOf(options);
    this.#endpoint = settings.endpoint;
    this.#timeoutMs = settings.timeoutMs;
    this.#deadlineMs = settings.deadlineMs;
    this.#maxAnswerBytes = settings.maxAnswerBytes;
    this.#clock = settings.clock;
    this.#random = settings.random;
    this.#observer = new Observer(settings.onEvent, settings.clock, settings.propagateTraceContext);
    this.#limiter = sharedLimiter(this.#endpoint.authorization, this.#endpoint.baseUrl);
    if (settings.maxConcurrency !== undefined) this.#limiter.lowerTo(settings.maxConcurrency);
    this.#limiter.lowerRatesTo(settings.plan, settings.rateLimits);
  }

  /**
   * Carries out one operation. It throws a `FivetranError`, or the error of `findCreated`.
   *
   * @throws {TypeError} when an option of the call is not usable
   */
  async call<T>(operation: Operation<T>, options: CreateOptions<T> = {}): Promise<T> {
    checkCallOptions(options);
    const scope = new CallScope(this.#clock, this.#deadlineOf(operation, options), options.signal);
    try {
      return await withRetries(this.#job(operation, options, scope), scope);
    } finally {
      scope.close();
    }
  }

  /**
   * Carries out an operation whose answer is a file. The signal and the deadline hold until the stream is closed; an
   * answer that breaks off is not asked for again, since part of it may have been used.
   */
  async download(
    operation: Omit<Operation<Readable>, "answer">,
    options: RequestOptions = {},
  ): Promise<Readable> {
    checkCallOptions(options);
    const scope = new CallScope(this.#clock, this.#deadlineOf(operation, options), options.signal);
    try {
      const job = this.#job<Readable>({ ...operation, streamed: true }, options, scope);
      const source = await withRetries(job, scope);
      const facts = { ...job.facts, deadlineMs: scope.deadlineMs, attempts: 1, mayHaveRun: false };
      const errorOf = (failure: Failure): Error =>
        createError(failure, { ...facts, elapsedMs: scope.elapsedMs() });
      const stream = streamWithin(scope, source, errorOf);
      const said = operation.file && (await problemWithStart(stream, operation.file));
      if (said === undefined) return stream;
      stream.destroy();
      throw errorOf({
        what: { kind: "unexpected", status: 200, fieldPath: "", said },
        ran: "no",
        transient: false,
      });
    } catch (error) {
      scope.close();
      throw error;
    }
  }

  /** The error of a success that is not as documented, found after it was read. */
  unexpectedAt(
    { method, path }: Pick<Operation<unknown>, "method" | "path">,
    place: string,
    problem: string,
  ): Error {
    const { baseUrl, baseUrlSource } = this.#endpoint;
    return createError(
      {
        what: { kind: "unexpected", status: 200, fieldPath: place, said: `${place}: ${problem}` },
        ran: "maybe",
        transient: false,
      },
      {
        method,
        path: renderPath(path, "/v1").path,
        baseUrl,
        baseUrlSource,
        redact: escapeControls,
        attempts: 1,
        elapsedMs: 0,
        mayHaveRun: false,
      },
    );
  }

  #job<T>(operation: Operation<T>, options: CreateOptions<T>, scope: CallScope): Job<T> {
    const { method, body } = operation;
    const { findCreated } = options;
    const prefix = operation.anonymous ? "" : "/v1";
    const rendered = renderPath(operation.path, prefix);
    const hide = lazyRedactor(() => [...this.#endpoint.secrets, ...secretsOf(body, operation.ofService)]);
    const redact = (text: string): string => escapeControls(hide(text));
    const problem = operation.problem ?? (rendered.ok ? undefined : rendered.problem);
    if (problem !== undefined) {
      throw createError(
        { what: { kind: "notSent", said: problem }, ran: "no", transient: false },
        { method, path: rendered.path, redact, attempts: 0, elapsedMs: 0, mayHaveRun: false },
      );
    }
    let prepared: Promise<Prepared> | undefined;
    const prepare = (): Promise<Prepared> => {
      prepared ??= this.#prepare(operation, rendered.path, scope);
      return prepared;
    };
    const timeoutMs = this.#timeoutOf(operation, options);
    const pathTemplate = prefix + templateOf(operation.path);
    const observed = { method, path: rendered.path, pathTemplate, redact, ofService: operation.ofService };
    const { baseUrl, baseUrlSource } = this.#endpoint;
    return {
      facts: { method, path: rendered.path, baseUrl, baseUrlSource, redact },
      repeatable: operation.repeatable ?? method !== "POST",
      random: this.#random,
      attempt: (lost, onSend) =>
        this.#attempt({ operation, facts: observed, prepare, timeoutMs, scope, lost, onSend }),
      onRetry: ({ attempt, delayMs, reason }) => {
        const told = { method, path: redact(rendered.path), pathTemplate, attempt, delayMs, reason };
        this.#observer.tell({ type: "retry", ...told });
      },
      ...(findCreated && {
        findCreated: async (sentAt: number) =>
          findCreated({ notBefore: await this.#serverTimeAt(sentAt, scope) }),
      }),
    };
  }

  /** Makes the request. @throws {CallEnded} */
  async #prepare(operation: Operation<unknown>, renderedPath: string, scope: CallScope): Promise<Prepared> {
    const read = await contentOf(operation, scope);
    if (!read.ok) return read;
    const request = requestOf(operation, this.#endpoint, renderedPath, read.content);
    return { ok: true, request: { ...request, maxBytes: this.#maxAnswerBytes } };
  }

  async #attempt<T>(attempt: Attempt<T>): Promise<Outcome<T>> {
    const { operation, scope } = attempt;
    const prepared = await attempt.prepare();
    if (!prepared.ok) {
      const what = { kind: "notSent", said: prepared.problem } as const;
      return { ok: false, failure: { what, ran: "no", transient: false } };
    }
    const { request } = prepared;
    const quotas = quotasOf(operation.cost);
    let release: () => void;
    try {
      release = await this.#limiter.acquire(quotas, scope, this.#random);
    } catch (error) {
      if (error instanceof QuotaExhausted) return { ok: false, failure: failureOfQuota(error) };
      throw error;
    }
    try {
      const observed = { ...attempt.facts, url: request.url, body: request.body, attempt: attempt.onSend() };
      const observation = await this.#observer.begin(observed);
      const result = await sendOnce(request, attempt.timeoutMs, scope, observation);
      if (result.kind === "broken") return { ok: false, failure: brokenOff(result) };
      if (result.kind === "tooLarge") return { ok: false, failure: tooLarge(result, request.maxBytes) };
      const outcome = await this.#read(operation, result, attempt.lost);
      if (outcome.ok) this.#observer.tellUnreadable(observed, outcome.value);
      this.#learn(quotas, result, outcome);
      return outcome;
    } finally {
      release();
    }
  }

  async #read<T>(operation: Operation<T>, result: Answer, lost: boolean): Promise<Outcome<T>> {
    // The first try that seemed lost did delete it.
    if (operation.method === "DELETE" && result.status === 404 && lost)
      return { ok: true, value: undefined as T };
    // Only a streamed operation gets a stream, and that is its result.
    if (result.kind === "stream") return { ok: true, value: result.stream as T };
    const schema = await operation.answer?.();
    const outcome = readAnswer(result, { schema, bare: operation.bare === true }, this.#clock.now());
    // Without a schema the method's result is void.
    return outcome.ok ? { ok: true, value: outcome.value as T } : outcome;
  }

  #learn(quotas: Quotas, result: Answer, outcome: Outcome<unknown>): void {
    const now = this.#clock.now();
    this.#serverClock.observe(result.headers, now);
    this.#limiter.observe(quotas, result.headers);
    if (!outcome.ok && result.status === 429 && outcome.failure.retryAfterMs !== undefined) {
      this.#limiter.closeFor(quotas, outcome.failure.retryAfterMs, now);
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

  #timeoutOf(operation: Operation<unknown>, options: RequestOptions): number {
    const usual = isSlow(operation.cost) ? Math.max(SLOW_MS, this.#timeoutMs) : this.#timeoutMs;
    return options.timeoutMs ?? usual;
  }

  #deadlineOf(operation: Operation<unknown>, options: RequestOptions): number {
    const usual = isSlow(operation.cost) ? Math.max(SLOW_MS, this.#deadlineMs) : this.#deadlineMs;
    return options.deadlineMs ?? usual;
  }
}

type Answer = Extract<HttpResult, { kind: "answer" | "stream" }>;

/** A request, complete but for the signal; or why there is none. */
type Prepared = { ok: true; request: Sendable } | { ok: false; problem: string };

/** What the request carries, for which a file may have to be read. @throws {CallEnded} */
async function contentOf(
  operation: Operation<unknown>,
  scope: CallScope,
): Promise<{ ok: true; content: Content } | { ok: false; problem: string }> {
  const { body, upload } = operation;
  // A file that a program in JavaScript forgot is to be refused like one that is not there.
  if ("upload" in operation) {
    const read = await scope.race(readUpload(upload as FileSource, scope.signal));
    return read.ok ? { ok: true, content: read.body } : read;
  }
  if (body === undefined) return { ok: true, content: undefined };
  const written = jsonBody(body);
  return written.ok ? { ok: true, content: written.text } : written;
}

interface Attempt<T> {
  readonly operation: Operation<T>;
  readonly facts: Pick<ObservedAttempt, "method" | "path" | "pathTemplate" | "redact" | "ofService">;
  readonly prepare: () => Promise<Prepared>;
  readonly timeoutMs: number;
  readonly scope: CallScope;
  readonly lost: boolean;

  /** Tells that it is sent; returns the number of the attempt. */
  readonly onSend: () => number;
}

function failureOfQuota({ because, retryAfterMs }: QuotaExhausted): Failure {
  return { what: { kind: "overQuota", said: because }, ran: "no", transient: true, retryAfterMs };
}
