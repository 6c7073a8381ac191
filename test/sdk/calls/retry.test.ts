import {
  isNetworkFailure,
  isNotFound,
  isRateLimited,
  isServerFailure,
  isTimeout,
  isUnexpectedAnswer,
} from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { backoffMs } from "../../../sdk/src/calls/retry.ts";
import { CONNECTION, failureOf, GROUP, HOST, makeClient, success, useNock } from "../support/api.ts";

useNock();

const api = () => nock(HOST);
const broken = (code: string, syscall = "read") => Object.assign(new Error(code), { code, syscall });

describe("backoffMs", () => {
  it("doubles up to 30 s, and is spread over the whole range", () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 20].map((failures) => backoffMs(failures, () => 1));
    expect(longest).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    expect(backoffMs(5, () => 0)).toBe(0);
    expect(backoffMs(5, () => 0.25)).toBe(2_000);
  });
});

describe("what is repeated", () => {
  it.each([408, 429, 500, 502, 503, 504])("a GET that meets %i", async (status) => {
    const { client, retries } = makeClient();
    api()
      .get("/v1/groups/g")
      .reply(status, { code: "Oops", message: "no" })
      .get("/v1/groups/g")
      .reply(200, success(GROUP));
    await expect(client.groups.retrieve("g")).resolves.toMatchObject({ name: "analytics" });
    expect(retries).toEqual([
      {
        type: "retry",
        method: "GET",
        path: "/v1/groups/g",
        pathTemplate: "/v1/groups/{group}",
        attempt: 1,
        delayMs: 250,
        reason: `${status} Oops`,
      },
    ]);
  });

  it.each(["ECONNRESET", "ECONNREFUSED", "ENOTFOUND", "EPIPE"])(
    "a GET whose connection fails with %s",
    async (code) => {
      const { client } = makeClient();
      api().get("/v1/groups/g").replyWithError(broken(code)).get("/v1/groups/g").reply(200, success(GROUP));
      await expect(client.groups.retrieve("g")).resolves.toMatchObject({ name: "analytics" });
    },
  );

  it("a GET whose answer is cut off in the middle of the JSON", async () => {
    const { client } = makeClient();
    api()
      .get("/v1/groups/g")
      .reply(200, '{"code":"Success","da', { "content-type": "application/json" })
      .get("/v1/groups/g")
      .reply(200, success(GROUP));
    await expect(client.groups.retrieve("g")).resolves.toMatchObject({ name: "analytics" });
  });

  it("a PATCH and a DELETE, which do the same twice", async () => {
    const { client } = makeClient();
    api().patch("/v1/groups/g").reply(500).patch("/v1/groups/g").reply(200, success(GROUP));
    api().delete("/v1/groups/g").reply(502).delete("/v1/groups/g").reply(200, success());
    await client.groups.update("g", { name: "analytics" });
    await client.groups.delete("g");
  });

  it.each([400, 401, 403, 404, 405, 406, 409, 415, 422])("nothing that meets %i", async (status) => {
    const { client, clock } = makeClient();
    api().get("/v1/groups/g").reply(status, { code: "No", message: "no" });
    expect(await failureOf(client.groups.retrieve("g"))).toMatchObject({ status });
    expect(clock.slept).toEqual([]);
  });

  it("nothing that distrusts the server's certificate", async () => {
    const { client, clock } = makeClient();
    api().get("/v1/groups/g").replyWithError(broken("CERT_HAS_EXPIRED"));
    const error = await failureOf(client.groups.retrieve("g"));
    expect(error.message).toMatch(/TLS failed \(CERT_HAS_EXPIRED\).*NODE_EXTRA_CA_CERTS/);
    expect(clock.slept).toEqual([]);
  });

  it("a failure that stays, eight times, with the backoff between", async () => {
    const { client, clock } = makeClient();
    api().get("/v1/groups/g").times(8).reply(503, { code: "Unavailable", message: "Down" });
    const error = await failureOf(client.groups.retrieve("g"));
    expect(isServerFailure(error)).toBe(true);
    expect(error.message).toBe(
      "GET https://api.fivetran.com/v1/groups/g: Fivetran returned 503 Unavailable: Down. Try again later. Gave up after 8 attempts in 31 s.",
    );
    expect(clock.slept).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000]);
  });

  it("an address where nothing listens, five times: it should show within seconds", async () => {
    const { client } = makeClient();
    api().get("/v1/groups/g").times(5).replyWithError(broken("ECONNREFUSED", "connect"));
    const error = await failureOf(client.groups.retrieve("g"));
    expect(isNetworkFailure(error)).toBe(true);
    expect(error.message).toMatch(/connection refused \(ECONNREFUSED\)\. Check baseUrl/);
  });

  it("a delete that is answered 404 the second time: the first one did it", async () => {
    const { client } = makeClient();
    api().delete("/v1/groups/g").reply(500).delete("/v1/groups/g").reply(404, { code: "NotFound_Group" });
    await expect(client.groups.delete("g")).resolves.toBeUndefined();
  });

  it("but not a delete that is answered 404 after a 429: that one did nothing", async () => {
    const { client } = makeClient();
    api().delete("/v1/groups/g").reply(429).delete("/v1/groups/g").reply(404, { code: "NotFound_Group" });
    expect(isNotFound(await failureOf(client.groups.delete("g")))).toBe(true);
  });
});

describe("a POST", () => {
  const post = () => api().post("/v1/groups");

  it.each([
    ["ECONNREFUSED", "connect"],
    ["ENOTFOUND", "getaddrinfo"],
    ["EAI_AGAIN", "getaddrinfo"],
    ["ETIMEDOUT", "connect"],
  ])("is repeated after %s, since it reached nobody", async (code, syscall) => {
    const { client } = makeClient();
    post().replyWithError(broken(code, syscall)).post("/v1/groups").reply(201, success(GROUP));
    await expect(client.groups.create({ name: "analytics" })).resolves.toMatchObject({ name: "analytics" });
  });

  it("is repeated after 429, since it was not looked at", async () => {
    const { client } = makeClient();
    post().reply(429).post("/v1/groups").reply(201, success(GROUP));
    await expect(client.groups.create({ name: "analytics" })).resolves.toMatchObject({ name: "analytics" });
  });

  it.each([
    ["500", () => post().reply(500, { code: "Oops", message: "no" }), isServerFailure],
    ["408", () => post().reply(408), isTimeout],
    ["a broken connection", () => post().replyWithError(broken("ECONNRESET")), isNetworkFailure],
    ["a success that is not JSON", () => post().reply(201, '{"code"'), isUnexpectedAnswer],
    ["a success that is not as documented", () => post().reply(201, success({})), isUnexpectedAnswer],
  ])("is not repeated after %s, and the error says that it may have run", async (_, prepare, guard) => {
    const { client, clock } = makeClient();
    prepare();
    const error = await failureOf(client.groups.create({ name: "analytics" }));
    expect(guard(error)).toBe(true);
    expect(error).toMatchObject({ mayHaveRun: true });
    expect(error.message).toContain("may have been carried out: look before repeating it");
    expect(clock.slept).toEqual([]);
  });

  it.each([
    [
      "setup tests",
      (c: ReturnType<typeof makeClient>) => c.client.connections.runSetupTests("c"),
      "/test",
      CONNECTION,
    ],
    ["a sync", (c: ReturnType<typeof makeClient>) => c.client.connections.sync("c"), "/sync", undefined],
    [
      "a Connect Card",
      (c: ReturnType<typeof makeClient>) =>
        c.client.connections.createConnectCard("c", { redirectUri: "https://x" }),
      "/connect-card",
      { connector_id: "c", connect_card: { token: "t", uri: "u" } },
    ],
    [
      "a reload",
      (c: ReturnType<typeof makeClient>) => c.client.connectionSchemas.reload("c"),
      "/schemas/reload",
      { schema_change_handling: "ALLOW_ALL", schemas: {} },
    ],
    [
      "dropped columns",
      (c: ReturnType<typeof makeClient>) => c.client.connectionSchemas.dropColumns("c", { schemas: {} }),
      "/schemas/drop-columns",
      undefined,
    ],
  ])("is repeated for %s, which may run twice", async (_, call, path, data) => {
    const made = makeClient();
    api()
      .post(`/v1/connections/c${path}`)
      .reply(500)
      .post(`/v1/connections/c${path}`)
      .reply(200, success(data));
    await call(made);
    expect(made.retries).toHaveLength(1);
  });

  it.each([
    [
      "a resync",
      (c: ReturnType<typeof makeClient>) => c.client.connections.resync("c", { confirm: true }),
      "/resync",
    ],
    [
      "a forced sync",
      (c: ReturnType<typeof makeClient>) => c.client.connections.sync("c", { force: true }),
      "/sync",
    ],
    [
      "a resync of tables",
      (c: ReturnType<typeof makeClient>) =>
        c.client.connectionSchemas.resyncTables("c", { confirm: true, schemas: {} }),
      "/schemas/tables/resync",
    ],
  ])("is not repeated for %s, which would undo what the first started", async (_, call, path) => {
    api().post(`/v1/connections/c${path}`).reply(500);
    expect(await failureOf(call(makeClient()))).toMatchObject({ status: 500, mayHaveRun: true });
  });
});

describe("Retry-After", () => {
  it("is waited for in full, and a little more, so that not all wake together", async () => {
    const { client, clock } = makeClient();
    api()
      .get("/v1/groups/g")
      .reply(429, {}, { "Retry-After": "60" })
      .get("/v1/groups/g")
      .reply(200, success(GROUP));
    await client.groups.retrieve("g");
    expect(clock.slept).toEqual([60_000 + 2_500]);
  });

  it("is waited for exactly where the jitter is nothing", async () => {
    const { client, clock } = makeClient({ random: () => 0 });
    api()
      .get("/v1/groups/g")
      .reply(503, {}, { "Retry-After": "7" })
      .get("/v1/groups/g")
      .reply(200, success(GROUP));
    await client.groups.retrieve("g");
    expect(clock.slept).toEqual([7_000]);
  });

  it("is understood as a date", async () => {
    const { client, clock } = makeClient({ random: () => 0 });
    const headers = { "Retry-After": "Sun, 01 Mar 2026 09:00:45 GMT", Date: "Sun, 01 Mar 2026 09:00:00 GMT" };
    api().get("/v1/groups/g").reply(429, {}, headers).get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g");
    expect(clock.slept).toEqual([45_000]);
  });

  it("that is longer than the deadline fails at once, and says when to come back", async () => {
    const { client, clock } = makeClient();
    api()
      .get("/v1/groups/g")
      .reply(429, { code: "TooManyRequests", message: "Slow down" }, { "Retry-After": "900" });
    const error = await failureOf(client.groups.retrieve("g"));
    expect(isRateLimited(error)).toBe(true);
    expect(error).toMatchObject({
      status: 429,
      code: "TooManyRequests",
      retryAfterMs: 900_000,
      mayHaveRun: false,
    });
    expect(error.message).toBe(
      "GET https://api.fivetran.com/v1/groups/g: Fivetran returned 429 TooManyRequests: Slow down. Come back in 15 min. " +
        "The wait of 15 min does not fit into the 10 min left of the deadline.",
    );
    expect(clock.slept).toEqual([]);
  });

  it.each([
    ["0", {}],
    ["0.001", {}],
    ["in the past", { Date: "Sun, 01 Mar 2026 09:00:00 GMT" }],
  ])("of %s asks for no wait, so that the backoff holds", async (value, headers) => {
    const { client, clock } = makeClient();
    const retryAfter = value === "in the past" ? "Sun, 01 Mar 2026 08:00:00 GMT" : value;
    api()
      .get("/v1/groups/g")
      .times(60)
      .reply(429, {}, { ...headers, "Retry-After": retryAfter });
    const error = await failureOf(client.groups.retrieve("g"));
    expect(isRateLimited(error)).toBe(true);
    expect(clock.slept.slice(0, 8)).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
    expect(clock.slept.length).toBeLessThan(60);
    nock.cleanAll();
  });

  it("of a year fails at once, and keeps others waiting for an hour at most", async () => {
    const { client, clock } = makeClient();
    api()
      .get("/v1/groups/g")
      .reply(429, {}, { "Retry-After": String(365 * 86_400) });
    const error = await failureOf(client.groups.retrieve("g"));
    expect(error).toMatchObject({ retryAfterMs: 365 * 86_400_000 });
    expect(error.message).toContain("Come back in 365 days.");
    const other = await failureOf(client.groups.retrieve("h"));
    expect(isRateLimited(other)).toBe(true);
    expect(other).toMatchObject({ retryAfterMs: 3_600_000, mayHaveRun: false });
    expect(other.message).toContain("GET /v1/groups/h: Not sent: another request was told to wait");
    expect(other.message).toContain("Come back in 60 min.");
    clock.time += 3_600_000;
    api().get("/v1/groups/h").reply(200, success(GROUP));
    await expect(client.groups.retrieve("h")).resolves.toMatchObject({ name: "analytics" });
  });

  it.each(["9".repeat(400), "9".repeat(17)])(
    "of a number like %s is a wait that can be told",
    async (value) => {
      api().get("/v1/groups/g").reply(429, {}, { "Retry-After": value });
      const error = await failureOf(makeClient().client.groups.retrieve("g"));
      expect(error).toMatchObject({ retryAfterMs: Number.MAX_SAFE_INTEGER });
      expect(error.message).toMatch(/Come back in \d+ days\./);
    },
  );

  it("may come any number of times, as long as the deadline holds, and leaves the other failures their tries", async () => {
    const { client } = makeClient();
    const route = "/v1/groups/g";
    api().get(route).times(20).reply(429, {}, { "Retry-After": "10" });
    api().get(route).times(7).reply(500).get(route).reply(200, success(GROUP));
    await expect(client.groups.retrieve("g")).resolves.toMatchObject({ name: "analytics" });
  });

  it("that a 429 lacks is replaced by the backoff, which grows", async () => {
    const { client, clock } = makeClient();
    api().get("/v1/groups/g").times(4).reply(429).get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g");
    expect(clock.slept).toEqual([250, 500, 1_000, 2_000]);
  });
});

describe("the deadline", () => {
  it("ends the retries before an attempt that would come too late", async () => {
    const { client, clock } = makeClient({ deadlineMs: 100_000, random: () => 50 });
    api().get("/v1/groups/g").times(3).reply(500);
    const error = await failureOf(client.groups.retrieve("g"));
    expect(error.message).toContain(
      "Gave up after 3 attempts in 75 s. The deadline is too near for another attempt.",
    );
    expect(clock.slept).toEqual([25_000, 50_000]);
  });

  it("is taken from the call before the client", async () => {
    const { client, clock } = makeClient();
    api().get("/v1/groups/g").reply(500);
    await failureOf(client.groups.retrieve("g", { deadlineMs: 100 }));
    expect(clock.slept).toEqual([]);
  });

  it("ends a request that is in flight", async () => {
    const { client } = makeClient();
    api().patch("/v1/groups/g").delay(60_000).reply(200, success(GROUP));
    const error = await failureOf(client.groups.update("g", { name: "n" }, { deadlineMs: 200 }));
    expect(isTimeout(error)).toBe(true);
    expect(error).toMatchObject({ mayHaveRun: true });
    expect(error.message).toContain("No result within the deadline of 200 ms. Raise deadlineMs");
  });

  it("is half an hour for what reads the source", async () => {
    const { client } = makeClient({ random: () => 0 });
    const reload = "/v1/connections/c/schemas/reload";
    api()
      .post(reload)
      .reply(429, {}, { "Retry-After": "1700" })
      .post(reload)
      .reply(200, success({ schema_change_handling: "ALLOW_ALL", schemas: {} }));
    await client.connectionSchemas.reload("c");
    api().post(reload).reply(429, {}, { "Retry-After": "1801" });
    expect(isRateLimited(await failureOf(client.connectionSchemas.reload("c")))).toBe(true);
  });
});

describe("the timeout of one attempt", () => {
  it("ends the attempt, and the next may succeed", async () => {
    const { client, retries } = makeClient();
    api()
      .get("/v1/groups/g")
      .delay(60_000)
      .reply(200, success(GROUP))
      .get("/v1/groups/g")
      .reply(200, success(GROUP));
    await client.groups.retrieve("g", { timeoutMs: 150 });
    expect(retries.map(({ reason }) => reason)).toEqual(["no answer in time"]);
  });

  it("of a POST leaves open whether it ran", async () => {
    const { client } = makeClient();
    api().post("/v1/groups").delay(60_000).reply(201, success(GROUP));
    const error = await failureOf(client.groups.create({ name: "n" }, { timeoutMs: 20 }));
    expect(isTimeout(error)).toBe(true);
    expect(error).toMatchObject({ mayHaveRun: true });
  });
});
