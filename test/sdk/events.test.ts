import type { ClientEvent } from "@pulumi-fivetran/sdk";
import nock from "nock";
import { describe, expect, it } from "vitest";
import { CONNECTION, failureOf, GROUP, HOST, makeClient, SECRET, success, useNock } from "./support/api.ts";

useNock();

const api = () => nock(HOST);
const broken = Object.assign(new Error("reset"), { code: "ECONNRESET" });

describe("onEvent", () => {
  it("is told of the request and of its answer", async () => {
    const { client, clock, events } = makeClient();
    const body = success(GROUP);
    api()
      .post("/v1/groups")
      .reply(() => {
        clock.time += 120;
        const limits = { "X-Rate-Limit": "20000", "X-Rate-Limit-Remaining": "19999" };
        return [201, body, { "X-Request-Id": "r-1", ...limits }];
      });
    await client.groups.create({ name: "größe" });
    const facts = { method: "POST", path: "/v1/groups", pathTemplate: "/v1/groups", attempt: 1 };
    expect(events).toEqual([
      { type: "request", ...facts, bytes: Buffer.byteLength('{"name":"größe"}') },
      {
        type: "response",
        ...facts,
        status: 201,
        durationMs: 120,
        bytes: Buffer.byteLength(JSON.stringify(body)),
        requestId: "r-1",
        rateLimit: 20_000,
        rateLimitRemaining: 19_999,
      },
    ]);
  });

  it("is told of each attempt, and of each retry between them", async () => {
    const { client, events } = makeClient();
    api().get("/v1/connections/c").replyWithError(broken);
    api().get("/v1/connections/c").reply(503, { code: "Down" });
    api().get("/v1/connections/c").reply(200, success(CONNECTION));
    await client.connections.retrieve("c");
    expect(
      events.map(({ type, attempt, pathTemplate, ...more }) => {
        expect(pathTemplate).toBe("/v1/connections/{connection}");
        const { status, reason } = more as { status?: number; reason?: string };
        return [type, attempt, status ?? reason];
      }),
    ).toEqual([
      ["request", 1, undefined],
      ["response", 1, "connection broken before an answer came"],
      ["retry", 1, "connection broken before an answer came"],
      ["request", 2, undefined],
      ["response", 2, 503],
      ["retry", 2, "503 Down"],
      ["request", 3, undefined],
      ["response", 3, 200],
    ]);
  });

  it.each([
    ["aborted", {}],
    ["no answer in time", { timeoutMs: 20 }],
    ["deadline", { deadlineMs: 20 }],
  ])("is told why there is no answer: %s", async (reason, options) => {
    const { client, events } = makeClient();
    const controller = new AbortController();
    api()
      .post("/v1/groups")
      .reply(() => {
        if (reason === "aborted") controller.abort();
        return new Promise<never>(() => undefined);
      });
    await failureOf(client.groups.create({ name: "n" }, { ...options, signal: controller.signal }));
    expect(events.map(({ type }) => type)).toEqual(["request", "response"]);
    expect(events[1]).toMatchObject({ reason });
    expect(events[1]).not.toHaveProperty("status");
  });

  it("is told of nothing that was not sent", async () => {
    const { client, events } = makeClient({ rateLimits: { allCalls: { perHour: 1 } } });
    await failureOf(client.groups.retrieve("../users"));
    expect(events).toEqual([]);
    api().get("/v1/groups/g").reply(200, success(GROUP));
    await client.groups.retrieve("g");
    await failureOf(client.groups.retrieve("g"));
    expect(events).toHaveLength(2);
  });

  it("is shown no header, no body, no query, and no secret that a path or an answer repeats", async () => {
    const { client, events } = makeClient({ apiKey: "the-api-key" });
    const password = "hunter2-of-the-database";
    api()
      .patch(`/v1/connections/${password}`)
      .query(true)
      .reply(400, { code: "InvalidInput", message: `no: ${password}` }, { "X-Request-Id": `${SECRET}-1` });
    await failureOf(client.connections.update(password, { config: { password, host: "db.example.com" } }));
    api()
      .get("/v1/connections")
      .query(true)
      .reply(200, success({ items: [] }));
    await client.connections.list({ schema: "the-schema" }).page();
    const text = JSON.stringify(events);
    for (const hidden of [password, SECRET, "the-api-key", "db.example.com", "the-schema", "Basic", "no:"]) {
      expect(text).not.toContain(hidden);
    }
    expect(events[0]).toMatchObject({ path: "/v1/connections/[redacted]" });
    expect(events[1]).toMatchObject({ requestId: "[redacted]-1" });
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("a mistake");
      },
    ],
    ["rejects", () => Promise.reject(new Error("a mistake"))],
  ])("does not lose a call when it %s", async (_, onEvent) => {
    const { client } = makeClient({ onEvent: onEvent as (event: ClientEvent) => void });
    const unhandled: unknown[] = [];
    const listen = (reason: unknown) => unhandled.push(reason);
    process.on("unhandledRejection", listen);
    api().get("/v1/groups/g").reply(500).get("/v1/groups/g").reply(200, success(GROUP));
    await expect(client.groups.retrieve("g")).resolves.toMatchObject({ id: GROUP.id });
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
  });
});
