import { customService, isRateLimited, type RateLimits } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { CallScope } from "../../../sdk/src/http/scope.ts";
import { Limiter, QuotaExhausted } from "../../../sdk/src/limits/limiter.ts";
import { PUBLISHED, type Quotas } from "../../../sdk/src/limits/quota.ts";
import { CONNECTION, failureOf, GROUP, HOST, makeClient, success, useNock } from "../support/api.ts";
import { ManualClock, settle } from "../support/fakeClock.ts";

useNock();

const api = () => nock(HOST);
const ORDINARY: Quotas = ["allCalls"];
const TEST: Quotas = ["setupTests", "sourceInteractions", "allCalls"];
const READ: Quotas = ["sourceInteractions", "allCalls"];

function setUp(plan: "paid" | "trial" = "paid", limits: RateLimits = {}) {
  const clock = new ManualClock();
  const limiter = new Limiter();
  limiter.lowerRatesTo(plan, limits);
  limiter.lowerTo(1_000_000);
  const start = clock.now();
  /** When each was sent, in milliseconds from the beginning. */
  const sent: number[] = [];
  /** Asks for a turn and gives it back at once. */
  const ask = async (quotas: Quotas, deadlineMs = 36_000_000, signal?: AbortSignal): Promise<void> => {
    const scope = new CallScope(clock, deadlineMs, signal);
    try {
      const release = await limiter.acquire(quotas, scope, () => 0);
      sent.push(clock.now() - start);
      release();
    } finally {
      scope.close();
    }
  };
  return { clock, limiter, sent, ask };
}

/** How many were sent at each time. */
function counted(times: readonly number[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const time of times) counts[time] = (counts[time] ?? 0) + 1;
  return counts;
}

const times = (count: number, call: () => Promise<unknown>) => Array.from({ length: count }, call);

describe("limits by class", () => {
  it("are those that Fivetran publishes", () => {
    expect(PUBLISHED).toEqual({
      allCalls: { paid: { perHour: 20_000 }, trial: { perHour: 500 } },
      setupTests: { paid: { perMinute: 250, perHour: 2_500 }, trial: { perHour: 50 } },
      sourceInteractions: {
        paid: { perMinute: 500, perHour: 5_000 },
        trial: { perMinute: 25, perHour: 250 },
      },
      userCreation: { paid: { perHour: 500 }, trial: { perHour: 10 } },
      privateLinkCreation: { paid: { perHour: 5 }, trial: { perHour: 1 } },
    });
  });

  it("spread what is asked for at once over as many minutes as it takes, in its order", async () => {
    const { clock, sent, ask } = setUp();
    const all = times(600, () => ask(TEST));
    await settle();
    expect(counted(sent)).toEqual({ 0: 250 });
    await clock.advance(59_999);
    expect(sent).toHaveLength(250);
    await clock.advance(1);
    await clock.advance(60_000);
    await Promise.all(all);
    expect(counted(sent)).toEqual({ 0: 250, 60000: 250, 120000: 100 });
  });

  it("[6 Rate limit] hold each narrower class apart from the wider ones, and the wider for all in it", async () => {
    const { clock, sent, ask } = setUp("paid", {
      setupTests: { perMinute: 2 },
      sourceInteractions: { perMinute: 3 },
    });
    const all = [...times(3, () => ask(TEST)), ...times(2, () => ask(READ)), ask(ORDINARY)];
    await settle();
    // Two tests, one read, which is the third interaction, and the ordinary call.
    expect(counted(sent)).toEqual({ 0: 4 });
    await clock.advance(60_000);
    await Promise.all(all);
    expect(counted(sent)).toEqual({ 0: 4, 60000: 2 });
  });

  it("are the trial's where the plan says so, but for those that are given", async () => {
    const { sent, ask } = setUp("trial", { userCreation: { perHour: 12 } });
    for (const quotas of [
      ["userCreation", "allCalls"],
      ["privateLinkCreation", "allCalls"],
    ] as const) {
      const all = times(20, () => ask(quotas, 1_000).catch(() => undefined));
      await Promise.all(all);
    }
    expect(sent).toHaveLength(12 + 1);
  });

  it("are the smallest of what several clients ask for", async () => {
    const { limiter, sent, ask } = setUp("paid", { allCalls: { perHour: 30_000 } });
    limiter.lowerRatesTo("paid", { allCalls: { perHour: 3 } });
    limiter.lowerRatesTo("paid", { allCalls: { perHour: 4 } });
    await Promise.allSettled(times(5, () => ask(ORDINARY, 1_000)));
    expect(sent).toHaveLength(3);
  });

  it("are what the server says where nobody asked for fewer", async () => {
    const { limiter, sent, ask } = setUp();
    limiter.observe(TEST, { "x-rate-limit": "1" }); // Of which class does it speak?
    limiter.observe(ORDINARY, { "x-rate-limit": "many" });
    limiter.observe(ORDINARY, { "x-rate-limit": "2" });
    await Promise.allSettled(times(5, () => ask(ORDINARY, 1_000)));
    expect(sent).toHaveLength(2);
  });

  it("are not what the server says when that is none, and stay when it says nothing more", async () => {
    const { limiter, sent, ask } = setUp();
    limiter.observe(ORDINARY, { "x-rate-limit": "0" }); // Would let nothing through for ever.
    await ask(ORDINARY, 1_000);
    limiter.observe(ORDINARY, { "x-rate-limit": "3" });
    limiter.observe(ORDINARY, {});
    await Promise.allSettled(times(5, () => ask(ORDINARY, 1_000)));
    expect(sent).toHaveLength(3);
  });

  it("are not drawn on by a call that has ended already", async () => {
    const { sent, ask } = setUp("paid", { setupTests: { perMinute: 1 } });
    await expect(ask(TEST, 1_000, AbortSignal.abort())).rejects.toThrow("aborted");
    await ask(TEST, 1_000);
    expect(sent).toHaveLength(1);
  });

  it("let nobody pass those who wait, in the moment in which they open", async () => {
    const { clock, sent, ask } = setUp("paid", { setupTests: { perMinute: 1 } });
    await ask(TEST);
    const order: string[] = [];
    const first = ask(TEST).then(() => order.push("first"));
    await settle();
    clock.time += 60_000; // Nobody has been woken yet.
    const second = ask(TEST).then(() => order.push("second"));
    await settle();
    await clock.advance(0);
    await clock.advance(60_000);
    await Promise.all([first, second]);
    expect(order).toEqual(["first", "second"]);
    expect(sent).toEqual([0, 60_000, 120_000]);
  });

  it("forget who has waited when it is sent", async () => {
    const { clock, ask } = setUp("paid", { setupTests: { perMinute: 1 } });
    await ask(TEST);
    const waited = ask(TEST);
    await clock.advance(60_000);
    await waited;
    const next = ask(TEST);
    await expect(ask(TEST, 119_999)).rejects.toMatchObject({ retryAfterMs: 120_000 });
    await clock.advance(60_000);
    await next;
  });

  it("keep a call no longer than needed whose class was used up while it stood in the queue", async () => {
    const { clock, limiter } = setUp("paid", { sourceInteractions: { perMinute: 1 } });
    limiter.lowerTo(1);
    const acquire = (quotas: Quotas) =>
      limiter.acquire(quotas, new CallScope(clock, Number.POSITIVE_INFINITY, undefined), () => 0);
    const ordinary = await acquire(ORDINARY);
    const [test, read] = [acquire(TEST), acquire(READ)];
    await settle();
    ordinary();
    (await test)();
    const start = clock.now();
    const sentAt = read.then(() => clock.now() - start);
    await settle();
    await clock.advance(60_000);
    await clock.advance(60_000);
    await expect(sentAt).resolves.toBe(60_000);
  });

  it("fail a call at once that would get its turn only after its deadline, those before it counted", async () => {
    const { clock, sent, ask } = setUp("paid", { setupTests: { perMinute: 2 } });
    const waiting = times(4, () => ask(TEST));
    await settle();
    await expect(ask(TEST, 120_000)).rejects.toEqual(
      new QuotaExhausted(120_000, "the limit for setup tests, 2 a minute, is reached"),
    );
    const last = ask(TEST, 120_001);
    await clock.advance(60_000);
    await clock.advance(60_000);
    await Promise.all([...waiting, last]);
    expect(sent).toEqual([0, 0, 60_000, 60_000, 120_000]);
  });

  it("give the place of a call that was aborted to those behind", async () => {
    const { clock, sent, ask } = setUp("paid", { setupTests: { perMinute: 1 } });
    const controller = new AbortController();
    await ask(TEST);
    const aborted = ask(TEST, 36_000_000, controller.signal);
    await settle();
    controller.abort();
    await expect(aborted).rejects.toThrow("aborted");
    const next = ask(TEST, 60_001);
    await clock.advance(60_000);
    await next;
    expect(sent).toEqual([0, 60_000]);
  });

  it("leave no timer behind when a call waited for its turn", async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const before = timers();
    const { clock, ask } = setUp("paid", { setupTests: { perMinute: 1 } });
    await ask(TEST);
    const second = ask(TEST);
    await clock.advance(60_000);
    await second;
    await expect(ask(TEST, 1_000)).rejects.toThrow("quota");
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("a client over its limits", () => {
  it("waits, and sends when the minute is over", async () => {
    const { client, clock } = makeClient({ rateLimits: { setupTests: { perMinute: 1 } } });
    api().post("/v1/connections/c/test").times(2).reply(200, success(CONNECTION));
    await client.connections.runSetupTests("c");
    await client.connections.runSetupTests("c");
    expect(clock.slept).toEqual([60_000]);
  });

  it("fails at once where the deadline is nearer, says when to come back, and sends nothing", async () => {
    const { client, clock } = makeClient({ rateLimits: { allCalls: { perHour: 1 } } });
    api().get("/v1/groups/a").reply(200, success(GROUP));
    await client.groups.retrieve("a");
    const error = await failureOf(client.groups.create({ name: "b" }));
    expect(isRateLimited(error)).toBe(true);
    expect(error).toMatchObject({ retryAfterMs: 3_600_000, mayHaveRun: false });
    expect(error).not.toHaveProperty("status");
    expect(error.message).toBe(
      "POST /v1/groups: Not sent: the limit for all calls, 1 an hour, is reached. Come back in 60 min. " +
        "The wait of 60 min does not fit into the 10 min left of the deadline.",
    );
    expect(clock.slept).toEqual([]);
  });

  it("is one on a trial where it says so: one private link an hour, where a paid account has five", async () => {
    const link = {
      id: "l",
      name: "n",
      region: "r",
      service: "s",
      state: "OK",
      created_at: "2026-01-02T03:04:05Z",
    };
    const count = async (plan: "trial" | "paid"): Promise<number> => {
      const { client } = makeClient({ plan });
      let sent = 0;
      api()
        .persist()
        .post("/v1/private-links")
        .reply(() => {
          sent += 1;
          return [201, success(link)];
        });
      const create = () =>
        client.privateLinks.create({ name: "n", region: "r", service: customService("s"), config: {} });
      for (let call = 0; call < 7; call += 1) await create().catch(() => undefined);
      nock.cleanAll();
      return sent;
    };
    expect([await count("trial"), await count("paid")]).toEqual([1, 5]);
  });

  it("counts every attempt", async () => {
    const { client } = makeClient({ rateLimits: { allCalls: { perHour: 2 } } });
    api().get("/v1/groups/a").times(2).reply(503, {});
    const error = await failureOf(client.groups.retrieve("a"));
    expect(isRateLimited(error)).toBe(true);
    expect(error.message).toContain("the limit for all calls, 2 an hour, is reached");
  });

  it("learns its hourly limit from the answers", async () => {
    const { client } = makeClient();
    api()
      .get("/v1/groups/a")
      .reply(200, success(GROUP), { "X-Rate-Limit": "1", "X-Rate-Limit-Remaining": "0" });
    await client.groups.retrieve("a");
    expect(isRateLimited(await failureOf(client.groups.retrieve("a")))).toBe(true);
  });
});
