import type { FivetranError } from "../errors";
import { isFivetranError, isRetryable } from "../errors";
import { createError } from "../failures/createError";
import { inWords } from "../failures/durationWords";
import type { CallFacts, Failure } from "../failures/failure";
import { reasonOf } from "../failures/failureWords";
import type { Outcome } from "../http/answer";
import type { CallScope } from "../http/scope";
import { CallEnded } from "../http/scope";
import { withJitter } from "../limits/limiter";

/** The mean wait before the first retry is half of this. @unit milliseconds */
const FIRST_BACKOFF_MS = 500;

/** @unit milliseconds */
const LONGEST_BACKOFF_MS = 30_000;

/**
 * Attempts that may fail in a row, 429 not counted (there the server says when). About half a minute of backoff:
 * enough for a restart behind a load balancer; a failure that outlasts it is better known than waited for.
 */
const MOST_ATTEMPTS = 8;

/** The same where no server was reached: a mistyped host name should show within seconds. */
const MOST_ATTEMPTS_UNREACHED = 5;

/** Exponential backoff with full jitter. `attempts` is how many have been made so far, at least 1. */
export function backoffMs(attempts: number, random: () => number): number {
  return random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempts - 1));
}

/** Thrown by {@link Job.findCreated} when the server's time cannot be known, and with it not which object is older. */
export class NoServerTime extends Error {}

/** One call, as the retry loop sees it. */
export interface Job<T> {
  /** What every error of the call says. */
  readonly facts: Pick<CallFacts, "method" | "path" | "baseUrl" | "baseUrlSource" | "redact">;

  /** Whether sending it twice does what sending it once does. */
  readonly repeatable: boolean;

  /** Sends the request once, and tells when it does, to learn which attempt it is. `lost` says that an earlier attempt may have run. */
  attempt(lost: boolean, onSend: () => number): Promise<Outcome<T>>;

  /** Asks whether a creation that was first sent at the local time `sentAt` is there. @throws {NoServerTime} */
  findCreated?(sentAt: number): Promise<T | undefined>;

  readonly random: () => number;

  onRetry(event: { attempt: number; delayMs: number; reason: string }): void;
}

/** Sends the request of `job` until it succeeds, fails for good, or the call must end. */
export async function withRetries<T>(job: Job<T>, scope: CallScope): Promise<T> {
  return new RetryLoop(job, scope).run();
}

class RetryLoop<T> {
  /** All attempts, for messages. */
  #attempts = 0;

  /** Attempts that failed with anything but 429. */
  #failures = 0;

  /** The local time of the first send that may have run. */
  #lostAt: number | undefined;

  /** The local time at which the request that is in flight was sent. */
  #sentAt: number | undefined;

  #last: Failure | undefined;

  constructor(
    private readonly job: Job<T>,
    private readonly scope: CallScope,
  ) {}

  async run(): Promise<T> {
    try {
      for (;;) {
        const outcome = await this.#attempt();
        if (outcome.ok) return outcome.value;
        const found = await this.#recover(outcome.failure);
        if (found !== undefined) return found.value;
      }
    } catch (error) {
      if (error instanceof CallEnded) throw this.#ended(error);
      throw error;
    }
  }

  async #attempt(): Promise<Outcome<T>> {
    const outcome = await this.job.attempt(this.#lostAt !== undefined, () => {
      this.#attempts += 1;
      this.#sentAt = this.scope.clock.now();
      return this.#attempts;
    });
    if (!outcome.ok) {
      this.#last = outcome.failure;
      if (outcome.failure.ran === "maybe") this.#lostAt ??= this.#sentAt;
      if (!isQuotaAnswer(outcome.failure)) this.#failures += 1;
    }
    this.#sentAt = undefined;
    return outcome;
  }

  /** Waits until the request may be sent again. Returns what an earlier attempt made, where that is found; throws where neither can be. */
  async #recover(failure: Failure): Promise<{ value: T } | undefined> {
    const { job } = this;
    const sendAgain =
      failure.transient && (failure.ran === "no" || job.repeatable || job.findCreated !== undefined);
    if (sendAgain) await this.#wait(failure);
    if (job.findCreated !== undefined && this.#lostAt !== undefined && (sendAgain || worthLooking(failure))) {
      const found = await this.#lookUp(job.findCreated.bind(job), this.#lostAt, failure);
      if (found !== undefined) return { value: found };
    }
    if (!sendAgain) throw this.#error(failure);
    return undefined;
  }

  /** Waits for the next attempt. Throws at once when it would come too late, or was the last one. */
  async #wait(failure: Failure): Promise<void> {
    const { job, scope } = this;
    if (!isQuotaAnswer(failure) && this.#failures >= mostAttempts(failure)) throw this.#error(failure);
    const asked = failure.retryAfterMs;
    const remaining = scope.remainingMs();
    if (asked !== undefined && asked >= remaining)
      throw this.#error(failure, { text: tooLate(asked, remaining) });
    const backoff = backoffMs(Math.max(1, this.#attempts), job.random);
    // A wait of nothing, or one that is over, says nothing about when to come back.
    const delayMs =
      asked === undefined || asked < FIRST_BACKOFF_MS
        ? Math.max(backoff, asked ?? 0)
        : withJitter(asked, remaining, job.random);
    if (delayMs >= remaining)
      throw this.#error(failure, { text: "The deadline is too near for another attempt." });
    job.onRetry({ attempt: this.#attempts, delayMs, reason: job.facts.redact(reasonOf(failure)) });
    await scope.sleep(delayMs);
  }

  /**
   * Asks whether a creation whose answer was lost is there. A question that fails in passing is asked again: without
   * an answer to it, nothing is sent a second time.
   */
  async #lookUp(
    findCreated: (sentAt: number) => Promise<T | undefined>,
    sentAt: number,
    failure: Failure,
  ): Promise<T | undefined> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await this.scope.race(findCreated(sentAt));
      } catch (error) {
        if (error instanceof NoServerTime) throw this.#error(failure, { text: error.message });
        if (!isRetryable(error) || !isFivetranError(error)) throw error;
        const delayMs = Math.max(error.retryAfterMs ?? 0, backoffMs(failures, this.job.random));
        if (failures >= MOST_ATTEMPTS || delayMs >= this.scope.remainingMs()) {
          throw this.#error(failure, { text: "Whether it was could not be found out: ", error });
        }
        await this.scope.sleep(delayMs);
      }
    }
  }

  #ended({ why }: CallEnded): FivetranError {
    const ran = this.#sentAt === undefined ? "no" : "maybe"; // Of the attempt in flight, if there is one.
    const last = this.#last === undefined ? undefined : { text: `Before that: ${reasonOf(this.#last)}.` };
    return this.#error({ what: { kind: why }, ran, transient: false }, last);
  }

  #error(failure: Failure, note?: CallFacts["note"]): FivetranError {
    const lost = this.#lostAt !== undefined || failure.ran === "maybe";
    return createError(failure, {
      ...this.job.facts,
      deadlineMs: this.scope.deadlineMs,
      attempts: this.#attempts,
      elapsedMs: this.scope.elapsedMs(),
      mayHaveRun: lost && this.job.facts.method !== "GET",
      note,
    });
  }
}

function mostAttempts({ what }: Failure): number {
  const unreached = what.kind === "broken" && what.reason !== "reset" && what.reason !== "timeout";
  return unreached ? MOST_ATTEMPTS_UNREACHED : MOST_ATTEMPTS;
}

/** 429, which says that the request was not even looked at; or our own limits, by which it was not sent. */
function isQuotaAnswer({ what }: Failure): boolean {
  return what.kind === "overQuota" || (what.kind === "answer" && what.status === 429);
}

/**
 * Whether a creation should be looked for although it will not be sent again: when the answer was a success that cannot
 * be read, or a refusal that an earlier attempt which did run explains ("the name is taken").
 */
function worthLooking({ what }: Failure): boolean {
  return (
    what.kind === "unexpected" || (what.kind === "answer" && (what.status === 400 || what.status === 409))
  );
}

function tooLate(askedMs: number, remainingMs: number): string {
  return `The wait of ${inWords(askedMs)} does not fit into the ${inWords(Math.max(0, remainingMs))} left of the deadline.`;
}
