import { FivetranClient } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { CallScope } from "../../../sdk/src/http/scope.ts";
import { Limiter, sharedLimiter, withJitter } from "../../../sdk/src/limits/limiter.ts";
import type { Quotas } from "../../../sdk/src/limits/quota.ts";
import { GROUP, HOST, SECRET, success, useNock } from "../support/api.ts";
import { ManualClock, settle } from "../support/fakeClock.ts";

useNock();

const none = () => 0;
const ORDINARY: Quotas = ["allCalls"];
const SOURCE: Quotas = ["sourceInteractions", "allCalls"];

function setUp(limit?: number) {
  const clock = new ManualClock();
  const limiter = new Limiter();
  if (limit !== undefined) limiter.lowerTo(limit);
  const admitted: number[] = [];
  const releases: (() => void)[] = [];
  /** Asks for a turn under the number `id`. */
  const ask = async (
    id: number,
    scope = new CallScope(clock, 600_000, undefined),
    quotas: Quotas = ORDINARY,
  ) => {
    try {
      releases.push(await limiter.acquire(quotas, scope, none));
      admitted.push(id);
    } finally {
      scope.close();
    }
  };
  return { clock, limiter, admitted, releases, ask };
}

describe("Limiter", () => {
  it("lets through as many as it may, and the others in their order", async () => {
    const { admitted, releases, ask } = setUp(2);
    const all = Promise.all([1, 2, 3, 4].map((id) => ask(id)));
    await settle();
    expect(admitted).toEqual([1, 2]);
    releases[0]?.();
    await settle();
    expect(admitted).toEqual([1, 2, 3]);
    releases[1]?.();
    await all;
    expect(admitted).toEqual([1, 2, 3, 4]);
  });

  it("lets ten through when nobody said how many", async () => {
    const { admitted, ask } = setUp();
    for (let id = 0; id < 12; id += 1) void ask(id);
    await settle();
    expect(admitted).toHaveLength(10);
  });

  it("takes the smallest number that anybody asked for", async () => {
    const { limiter, admitted, ask } = setUp(3);
    limiter.lowerTo(1);
    limiter.lowerTo(5);
    for (let id = 0; id < 3; id += 1) void ask(id);
    await settle();
    expect(admitted).toEqual([0]);
  });

  it("[6 Rate limit] becomes narrow when Fivetran accepts only a few more, and wide again", async () => {
    const { limiter, admitted, ask } = setUp();
    limiter.observe(ORDINARY, { "x-rate-limit-remaining": "1" });
    for (let id = 0; id < 4; id += 1) void ask(id);
    await settle();
    expect(admitted).toEqual([0]);
    limiter.observe(ORDINARY, {});
    limiter.observe(ORDINARY, { "x-rate-limit-remaining": "many" });
    limiter.observe(SOURCE, { "x-rate-limit-remaining": "5000" }); // Of which class does it speak?
    await settle();
    expect(admitted).toEqual([0]);
    limiter.observe(ORDINARY, { "x-rate-limit-remaining": "5000" });
    await settle();
    expect(admitted).toEqual([0, 1, 2, 3]);
  });

  it("lets one at a time through when the header says none: only the server knows when that ends", async () => {
    const { limiter, admitted, ask } = setUp();
    limiter.observe(ORDINARY, { "x-rate-limit-remaining": "0" });
    void ask(1);
    void ask(2);
    await settle();
    expect(admitted).toEqual([1]);
  });

  it("keeps a closed class closed until the time, for those in the queue as well, and not a wider class", async () => {
    const { clock, limiter, admitted, releases, ask } = setUp(1);
    void ask(1);
    void ask(2, undefined, SOURCE); // Stands in the queue when its class closes.
    await settle();
    limiter.closeFor(SOURCE, 5_000, clock.now());
    limiter.closeFor(SOURCE, 1_000, clock.now()); // A shorter wait does not shorten the longer.
    releases[0]?.();
    await settle();
    expect(admitted).toEqual([1]);
    void ask(3);
    await settle();
    expect(admitted).toEqual([1, 3]);
    releases[1]?.();
    await clock.advance(4_999);
    expect(admitted).toEqual([1, 3]);
    await clock.advance(1);
    expect(admitted).toEqual([1, 3, 2]);
  });

  it("keeps every class closed while all calls are told to wait", async () => {
    const { clock, limiter, admitted, ask } = setUp();
    limiter.closeFor(ORDINARY, 5_000, clock.now());
    void ask(1, undefined, SOURCE);
    await settle();
    expect(admitted).toEqual([]);
    await clock.advance(5_000);
    expect(admitted).toEqual([1]);
  });

  it("keeps a class closed for an hour at most, whatever the server asks for", async () => {
    const { clock, limiter, admitted, ask } = setUp();
    limiter.closeFor(ORDINARY, 365 * 86_400_000, clock.now());
    void ask(1, new CallScope(clock, 2 * 3_600_000, undefined));
    await settle();
    await clock.advance(3_599_999);
    expect(admitted).toEqual([]);
    await clock.advance(1);
    expect(admitted).toEqual([1]);
  });

  it("waits for the last millisecond too", async () => {
    const { clock, limiter, admitted, ask } = setUp();
    limiter.closeFor(ORDINARY, 1, clock.now());
    void ask(1);
    await settle();
    expect(admitted).toEqual([]);
    await clock.advance(1);
    expect(admitted).toEqual([1]);
  });

  it("gives the place in the queue of a call that was aborted to the next", async () => {
    const { clock, admitted, releases, ask } = setUp(1);
    const controller = new AbortController();
    void ask(1);
    const aborted = ask(2, new CallScope(clock, 600_000, controller.signal));
    void ask(3);
    await settle();
    controller.abort();
    await expect(aborted).rejects.toThrow("aborted");
    releases[0]?.();
    await settle();
    expect(admitted).toEqual([1, 3]);
  });

  it("does not lose a turn that is given in the moment of the abort", async () => {
    const { clock, admitted, releases, ask } = setUp(1);
    const controller = new AbortController();
    void ask(1);
    const aborted = ask(2, new CallScope(clock, 600_000, controller.signal));
    void ask(3);
    await settle();
    controller.abort();
    releases[0]?.();
    await expect(aborted).rejects.toThrow("aborted");
    await settle();
    expect(admitted).toEqual([1, 3]);
  });

  it("ends the wait of a call whose deadline passes in the queue", async () => {
    const { clock, ask } = setUp(1);
    void ask(1);
    await expect(ask(2, new CallScope(clock, 10, undefined))).rejects.toThrow("deadline");
  });
});

describe("withJitter", () => {
  it("[6 Rate limit] adds up to a tenth and 5 s, and never reaches the end of what is left", () => {
    expect(withJitter(1_000, 600_000, () => 0)).toBe(1_000);
    expect(withJitter(1_000, 600_000, () => 1)).toBe(1_350);
    expect(withJitter(100_000, 600_000, () => 1)).toBe(105_000);
    expect(withJitter(1_000, 1_010, () => 1)).toBe(1_005);
  });
});

describe("sharedLimiter", () => {
  it("is one for the same credentials and address", () => {
    expect(sharedLimiter("a", "https://x")).toBe(sharedLimiter("a", "https://x"));
    expect(sharedLimiter("a", "https://x")).not.toBe(sharedLimiter("b", "https://x"));
    expect(sharedLimiter("a", "https://x")).not.toBe(sharedLimiter("a", "https://y"));
  });

  it("holds all clients of the process to one limit", async () => {
    const make = () => new FivetranClient({ apiKey: "shared", apiSecret: SECRET, maxConcurrency: 1 });
    const answers: (() => void)[] = [];
    nock(HOST)
      .get(/groups/)
      .times(2)
      .reply(async () => {
        await new Promise<void>((resolve) => answers.push(resolve));
        return [200, success(GROUP)];
      });
    const both = Promise.all([make().groups.retrieve("a"), make().groups.retrieve("b")]);
    await expect.poll(() => answers.length).toBe(1);
    await settle();
    expect(answers).toHaveLength(1);
    answers[0]?.();
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.();
    await both;
  });
});
