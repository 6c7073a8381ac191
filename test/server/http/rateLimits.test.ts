import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RollingCount } from "../../../server/src/http/rollingCount";
import { Api, type Reply } from "../support/api";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const remaining = (reply: Reply): string | null => reply.headers.get("x-rate-limit-remaining");

describe("rate limits", () => {
  let api: Api;

  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  it("are none by default, and nothing is said of them", async () => {
    const reply = await api.get("/v1/groups");
    expect(reply.headers.get("x-rate-limit")).toBeNull();
    expect(api.control.rateLimits).toEqual({});
  });

  it("are those of a plan, and each answer says what is left, errors included", async () => {
    api.control.setRateLimits("trial");
    const first = await api.get("/v1/groups");
    expect(first.headers.get("x-rate-limit")).toBe("500");
    expect(remaining(first)).toBe("499");
    const missing = await api.get("/v1/groups/none");
    expect(missing.status).toBe(404);
    expect(remaining(missing)).toBe("498");
    api.control.setRateLimits("paid");
    expect((await api.get("/v1/groups")).headers.get("x-rate-limit")).toBe("20000");
  });

  it("refuse what is beyond them, and say in whole seconds when to come back", async () => {
    api.control.setRateLimits({ allCalls: { perHour: 2 } });
    await api.get("/v1/groups");
    await api.control.clock.advance(10_500);
    await api.get("/v1/groups");
    const refused = await api.get("/v1/groups");
    expect(refused).toMatchObject({ status: 429, code: "TooManyRequests", message: "Rate limit exceeded" });
    // An hour after the first: 10.5 seconds less from now.
    expect(refused.headers.get("retry-after")).toBe("3590");
    expect(remaining(refused)).toBe("0");
    await api.control.clock.advance(HOUR_MS - 10_501);
    expect((await api.get("/v1/groups")).status).toBe(429);
    await api.control.clock.advance(1);
    expect((await api.get("/v1/groups")).status).toBe(200);
    expect((await api.get("/v1/groups")).status).toBe(429);
  });

  it("hold for a minute and for an hour at once", async () => {
    api.control.setRateLimits({ allCalls: { perMinute: 1, perHour: 2 } });
    expect((await api.get("/v1/groups")).status).toBe(200);
    expect((await api.get("/v1/groups")).headers.get("retry-after")).toBe("60");
    await api.control.clock.advance(MINUTE_MS);
    expect((await api.get("/v1/groups")).status).toBe(200);
    expect((await api.get("/v1/groups")).headers.get("retry-after")).toBe("3540");
  });

  it("count setup tests apart, also those of creations and updates", async () => {
    const group = await api.destination();
    const create = (fields: object): Promise<Reply> =>
      api.post("/v1/connections", { group_id: group, service: "postgres", ...fields });
    api.control.setRateLimits({ setupTests: { perHour: 2 } });
    const one = await create({ config: { schema_prefix: "one" } });
    expect(one.status).toBe(201);
    const { id } = one.data as { id: string };
    expect((await api.post(`/v1/connections/${id}/test`, {})).status).toBe(200);
    const refused = await api.patch(`/v1/connections/${id}`, { paused: true });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("3600");
    expect((await api.patch(`/v1/connections/${id}`, { paused: true, run_setup_tests: false })).status).toBe(
      200,
    );
    expect((await create({ config: { schema_prefix: "two" } })).status).toBe(429);
    expect((await create({ config: { schema_prefix: "two" }, run_setup_tests: false })).status).toBe(201);
    expect((await api.patch(`/v1/destinations/${group}`, {})).status).toBe(429);
  });

  it("count schema reloads and setup tests as interactions with sources", async () => {
    const id = await api.connection();
    api.control.setRateLimits({ sourceInteractions: { perMinute: 2 } });
    expect((await api.post(`/v1/connections/${id}/schemas/reload`, {})).status).toBe(200);
    expect((await api.post(`/v1/connections/${id}/test`, {})).status).toBe(200);
    expect((await api.post(`/v1/connectors/${id}/schemas/reload`, {})).status).toBe(429);
    expect((await api.get(`/v1/connections/${id}/schemas`)).status).toBe(200);
  });

  it("do not count what has no key, nor what they refuse", async () => {
    api.control.setRateLimits({ allCalls: { perHour: 1 } });
    const bad = { authorization: "Basic bm86Ym9keQ==" };
    expect((await api.get("/v1/groups", bad)).status).toBe(401);
    expect((await api.get("/v1/groups")).status).toBe(200);
    expect((await api.get("/v1/groups")).status).toBe(429);
    await api.control.clock.advance(HOUR_MS);
    expect((await api.get("/v1/groups")).status).toBe(200);
  });

  it("are set and ended over HTTP", async () => {
    const put = async (body: unknown): Promise<number> =>
      (await api.fetch("PUT", "/_local/rate-limits", body)).status;
    expect(await put({ limits: { allCalls: { perHour: 1 } } })).toBe(200);
    expect(await (await api.fetch("GET", "/_local/rate-limits")).json()).toEqual({
      allCalls: { perHour: 1 },
    });
    await api.get("/v1/groups");
    expect((await api.get("/v1/groups")).status).toBe(429);
    expect(await put({})).toBe(200);
    expect((await api.get("/v1/groups")).status).toBe(200);
    expect(await put({ plan: "trial" })).toBe(200);
    expect(api.control.rateLimits.allCalls).toEqual({ perHour: 500 });
    expect(await put({ plan: "trial", limits: {} })).toBe(400);
    expect(await put({ plan: "gold" })).toBe(400);
    expect(await put({ limits: { allCalls: { perHour: -1 } } })).toBe(400);
  });

  it("are an option of the server, and each account's own", async () => {
    const limited = await Api.start({
      rateLimits: { allCalls: { perHour: 1 } },
      accounts: [
        { id: "one", keys: [{ key: "k1", secret: "s1" }] },
        { id: "two", keys: [{ key: "k2", secret: "s2" }] },
      ],
    });
    const as = (key: string, secret: string): Promise<Reply> =>
      limited.get("/v1/groups", {
        authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString("base64")}`,
      });
    expect((await as("k1", "s1")).status).toBe(200);
    expect((await as("k1", "s1")).status).toBe(429);
    expect((await as("k2", "s2")).status).toBe(200);
    await limited.stop();
  });

  it("end with a reset", async () => {
    api.control.setRateLimits({ allCalls: { perHour: 0 } });
    expect((await api.get("/v1/groups")).status).toBe(429);
    await api.control.reset();
    expect((await api.get("/v1/groups")).status).toBe(200);
  });
});

describe("a rolling count", () => {
  it("forgets what is older than its span, however much it was", () => {
    const count = new RollingCount(1000);
    for (let time = 0; time < 10_000; time++) count.add(time);
    expect(count.size(10_000)).toBe(999);
    expect(count.waitMs(10_000, 1000)).toBe(0);
    expect(count.waitMs(10_000, 999)).toBe(1);
    expect(count.waitMs(10_000, 500)).toBe(500);
    expect(count.size(20_000)).toBe(0);
  });

  it("forgets what a clock that was set back has not come to", () => {
    const count = new RollingCount(1000);
    count.add(5000);
    expect(count.size(4000)).toBe(0);
    expect(count.waitMs(4000, 1)).toBe(0);
  });
});
