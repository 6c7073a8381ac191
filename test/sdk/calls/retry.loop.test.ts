import { describe, expect, it } from "vitest";
import { type Job, withRetries } from "../../../sdk/src/calls/retry.ts";
import { createError } from "../../../sdk/src/failures/createError.ts";
import type { BrokenReason, Failure } from "../../../sdk/src/failures/failure.ts";
import type { Outcome } from "../../../sdk/src/http/answer.ts";
import { CallScope } from "../../../sdk/src/http/scope.ts";
import { failureOf } from "../support/api.ts";
import { FakeClock, ManualClock, settle } from "../support/fakeClock.ts";

const broken = (reason: BrokenReason): Failure => ({
  what: { kind: "broken", reason },
  ran: reason === "dns" ? "no" : "maybe",
  transient: true,
});
const answered = (status: number, more: Partial<Failure> = {}): Failure => ({
  what: { kind: "answer", status, said: "" },
  ran: status === 429 ? "no" : "maybe",
  transient: status === 429 || status >= 500,
  ...more,
});
const passing = createError(broken("dns"), {
  method: "GET",
  path: "/v1/groups",
  redact: (text) => text,
  attempts: 1,
  elapsedMs: 0,
  mayHaveRun: false,
});

/** A call whose attempts come to `failures` in turn, the last one again and again, and to a success where it is none. */
function setUp(failures: readonly (Failure | undefined)[], method: "GET" | "POST" = "POST") {
  let attempts = 0;
  const job: Job<string> = {
    facts: { method, path: "/v1/things", redact: (text) => text },
    repeatable: method === "GET",
    random: () => 0.5,
    onRetry: () => undefined,
    attempt: (_, onSend): Promise<Outcome<string>> => {
      const failure = failures[Math.min(attempts, failures.length - 1)];
      attempts += 1;
      onSend();
      return Promise.resolve(failure === undefined ? { ok: true, value: "made" } : { ok: false, failure });
    },
  };
  return { job, attempts: () => attempts };
}

/** A question for what was created, which is answered by a rejection each time. */
function asking(error: Error) {
  let asked = 0;
  const findCreated = (): Promise<string> => {
    asked += 1;
    return Promise.reject(error);
  };
  return { findCreated, asked: () => asked };
}

async function run<T>(
  work: (scope: CallScope) => Promise<T>,
  clock: FakeClock,
  deadlineMs = 600_000,
): Promise<T> {
  const scope = new CallScope(clock, deadlineMs, undefined);
  try {
    return await work(scope);
  } finally {
    scope.close();
  }
}

describe("a call that fails", () => {
  it.each([
    [broken("reset"), 8],
    [broken("timeout"), 8],
    [broken("dns"), 5],
    [answered(503), 8],
  ] as const)("like %j is tried %i times", async (failure, times) => {
    const { job, attempts } = setUp([failure], "GET");
    await failureOf(run((scope) => withRetries(job, scope), new FakeClock()));
    expect(attempts()).toBe(times);
  });

  it("for want of a quota is tried as long as the deadline allows", async () => {
    const quota: Failure = {
      what: { kind: "overQuota", said: "over" },
      ran: "no",
      transient: true,
      retryAfterMs: 1_000,
    };
    const { job } = setUp([...Array<Failure>(20).fill(quota), undefined]);
    await expect(run((scope) => withRetries(job, scope), new FakeClock())).resolves.toBe("made");
  });

  it.each([
    [answered(429, { retryAfterMs: 1_000 }), 1_000, "The wait of 1 s does not fit into the 1 s left"],
    [broken("dns"), 250, "The deadline is too near for another attempt."],
  ] as const)(
    "like %j is not tried again when the wait ends with the deadline",
    async (failure, deadlineMs, message) => {
      const { job, attempts } = setUp([failure]);
      const clock = new FakeClock();
      const error = await failureOf(run((scope) => withRetries(job, scope), clock, deadlineMs));
      expect(error.message).toContain(message);
      expect(clock.slept).toEqual([]);
      expect(attempts()).toBe(1);
    },
  );

  it("did certainly not run when it is aborted in the wait after a 429", async () => {
    const { job } = setUp([answered(429, { retryAfterMs: 1_000 })]);
    const controller = new AbortController();
    const scope = new CallScope(new ManualClock(), 600_000, controller.signal);
    const failure = failureOf(withRetries(job, scope));
    await settle();
    controller.abort();
    expect(await failure).toMatchObject({ name: "AbortedError", mayHaveRun: false });
    scope.close();
  });
});

describe("a creation whose answer was lost", () => {
  it("is asked for eight times, with the backoff between, while the question fails in passing", async () => {
    const { job, attempts } = setUp([broken("reset")]);
    const { findCreated, asked } = asking(passing);
    const clock = new FakeClock();
    const error = await failureOf(run((scope) => withRetries({ ...job, findCreated }, scope), clock));
    expect(error.message).toContain("Whether it was could not be found out: ");
    expect(error).toMatchObject({ mayHaveRun: true });
    expect(asked()).toBe(8);
    expect(attempts()).toBe(1);
    expect(clock.slept).toEqual([250, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000]);
  });

  it("is not asked for again when the wait ends with the deadline", async () => {
    const { job } = setUp([broken("reset")]);
    const { findCreated, asked } = asking(passing);
    const clock = new FakeClock();
    await failureOf(run((scope) => withRetries({ ...job, findCreated }, scope), clock, 500));
    expect(asked()).toBe(1);
    expect(clock.slept).toEqual([250]);
  });

  it("ends with an error of the question that is not in passing, as it is", async () => {
    const { job } = setUp([broken("reset")]);
    const mistake = new RangeError("a mistake");
    const { findCreated, asked } = asking(mistake);
    expect(
      await failureOf(run((scope) => withRetries({ ...job, findCreated }, scope), new FakeClock())),
    ).toBe(mistake);
    expect(asked()).toBe(1);
  });

  it.each([
    [403, 1],
    [409, 2],
  ])(
    "and is refused with %i when it is sent again may have run, and was asked for %i times",
    async (status, times) => {
      const { job } = setUp([broken("reset"), answered(status, { ran: "no" })]);
      let asked = 0;
      const findCreated = (): Promise<undefined> => {
        asked += 1;
        return Promise.resolve(undefined);
      };
      const error = await failureOf(
        run((scope) => withRetries({ ...job, findCreated }, scope), new FakeClock()),
      );
      expect(error).toMatchObject({ status, mayHaveRun: true });
      expect(asked).toBe(times);
    },
  );
});
