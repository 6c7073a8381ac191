import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { Api } from "../support/api";

const KEY = `Basic ${Buffer.from("local-key:local-secret").toString("base64")}`;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** `fetch` sets `Host` itself and sends whole bodies; this sends what a browser, or an attacker, would. */
function send(
  api: Api,
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: (write: (piece: Buffer) => Promise<void>) => Promise<void>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(api.server.url + path, { method, headers }, (response) => {
      let text = "";
      response.on("data", (piece) => {
        text += String(piece);
      });
      response.once("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.once("error", reject);
    if (body === undefined) sent.end();
    else
      void body((piece) => new Promise<void>((written) => sent.write(piece, () => written()))).then(() =>
        sent.end(),
      );
  });
}

describe("who may use the API on loopback", () => {
  let api: Api;
  afterEach(() => api.stop());

  it("is a program and the own page, and no page of anybody else, whatever key it has", async () => {
    api = await Api.start();
    const { host } = new URL(api.server.url);
    const own = { host, authorization: KEY };
    expect((await send(api, "GET", "/v1/groups", own)).status).toBe(200);
    expect((await send(api, "GET", "/v1/groups", { ...own, host: "localhost:1" })).status).toBe(200);
    const page = { ...own, origin: api.server.url, "sec-fetch-site": "same-origin" };
    expect((await send(api, "GET", "/v1/groups", page)).status).toBe(200);
    const foreign = [
      { ...own, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
      { ...own, origin: "http://127.0.0.1:9" },
      { ...own, "sec-fetch-site": "cross-site" },
      { ...own, origin: "null" },
      { ...own, host: "evil.example" },
      { ...own, host: "127.0.0.1.evil.example", origin: "http://127.0.0.1.evil.example" },
    ];
    for (const headers of foreign) {
      for (const [method, path] of [
        ["GET", "/v1/groups"],
        ["POST", "/v1/connections/none/sync"],
        ["GET", "/public/connector-types"],
        ["GET", "/v1/none"],
      ] as const) {
        const answer = await send(api, method, path, headers);
        expect({ headers, ...answer }).toMatchObject({
          status: 403,
          text: expect.stringContaining("Forbidden") as string,
        });
      }
    }
  });

  it("may be called by further names that the server is told", async () => {
    api = await Api.start({ allowedHosts: ["Host.docker.internal"] });
    const headers = { host: "host.docker.internal:8080", authorization: KEY };
    expect((await send(api, "GET", "/v1/groups", headers)).status).toBe(200);
    expect((await send(api, "GET", "/_local/clock", headers)).status).toBe(200);
    expect((await send(api, "GET", "/v1/groups", { ...headers, host: "other" })).status).toBe(403);
  });

  it("does nothing for a foreign form that posts without a body", async () => {
    api = await Api.start();
    const connection = await api.connection();
    const before = api.control.snapshot();
    const form = {
      host: new URL(api.server.url).host,
      authorization: KEY,
      origin: "https://evil.example",
      "content-type": "text/plain",
    };
    for (const path of [`/v1/connections/${connection}/force`, `/v1/connections/${connection}/test`]) {
      expect((await send(api, "POST", path, form)).status).toBe(403);
    }
    expect(api.control.snapshot()).toEqual(before);
  });
});

describe("where others may reach the server", () => {
  it("no key that everybody knows opens anything, and keys that are not given are random", async () => {
    const api = await Api.start({ host: "0.0.0.0" });
    const other = await Api.start({ host: "0.0.0.0" });
    expect(
      new Set([api, other].flatMap(({ server: { apiKey, apiSecret } }) => [apiKey, apiSecret])).size,
    ).toBe(4);
    expect(api.server.apiSecret).toMatch(/^[\w-]{32}$/);
    expect((await api.get("/v1/groups")).status).toBe(200);
    expect((await api.get("/v1/groups", { authorization: KEY })).status).toBe(401);
    // By any name: a container is called by its own.
    const authorization = `Basic ${Buffer.from(`${api.server.apiKey}:${api.server.apiSecret}`).toString("base64")}`;
    expect((await send(api, "GET", "/v1/groups", { host: "fivetran.internal", authorization })).status).toBe(
      200,
    );
    const foreign = { host: "fivetran.internal", authorization, origin: "https://evil.example" };
    expect((await send(api, "GET", "/v1/groups", foreign)).status).toBe(403);
    await api.stop();
    await other.stop();
  });

  it("accounts of several have random keys too, and given ones are taken", async () => {
    const api = await Api.start({
      host: "0.0.0.0",
      accounts: [{ id: "one" }, { id: "two", keys: [{ key: "k", secret: "given" }] }],
    });
    const [one, two] = api.server.accounts;
    expect(one?.keys[0].secret).toMatch(/^[\w-]{32}$/);
    expect(two?.keys[0]).toEqual({ key: "k", secret: "given" });
    await api.stop();
  });

  it.each([
    ["keys", { keys: [{ key: "local-key", secret: "local-secret" }] }],
    ["a key of one's own", { keys: [{ key: "mine", secret: "local-secret" }] }],
    ["a seed", { seed: { keys: [{ key: "local-key", secret: "local-secret" }] } }],
  ])("the published secret is refused: %s", async (_where, options) => {
    await expect(Api.start({ host: "0.0.0.0", ...options })).rejects.toThrow("is known to everybody");
  });
});

describe("a body", () => {
  let api: Api;
  afterEach(() => api.stop());

  /** Pieces that never end, until nobody takes them any more. */
  const endless =
    (counted: { bytes: number }, most: number) => async (write: (piece: Buffer) => Promise<void>) => {
      const piece = Buffer.alloc(64 * 1024, "x");
      for (; counted.bytes < most; counted.bytes += piece.length) await write(piece);
    };

  it("is not read of those who may not ask", async () => {
    api = await Api.start({ maxBodyBytes: 1_000_000 });
    const before = process.memoryUsage().arrayBuffers;
    const counted = { bytes: 0 };
    const answer = await send(
      api,
      "POST",
      "/v1/groups",
      { authorization: "Basic bm86bm8=", "content-type": "application/json" },
      endless(counted, 64 * 1024 * 1024),
    );
    expect(answer.status).toBe(401);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
    const [entry] = api.control.journal();
    expect(entry).toMatchObject({ status: 401 });
    expect(entry).not.toHaveProperty("body");
  });

  it("is not read of those who may not use the control API", async () => {
    api = await Api.start({ token: "t0ken" });
    const counted = { bytes: 0 };
    const answer = await send(api, "PUT", "/_local/snapshot", {}, endless(counted, 32 * 1024 * 1024));
    expect(answer.status).toBe(401);
  });

  it.each([
    ["with its length", true],
    ["in pieces", false],
  ])("is refused when it is too large, sent %s", async (_how, hasLength) => {
    api = await Api.start({ maxBodyBytes: 1_000 });
    const headers = { authorization: KEY, "content-type": "application/json" };
    const body = Buffer.from(JSON.stringify({ name: "x".repeat(1_000) }));
    const answer = await send(
      api,
      "POST",
      "/v1/groups",
      hasLength ? { ...headers, "content-length": String(body.length) } : headers,
      (write) => write(body),
    );
    expect(answer).toMatchObject({ status: 413, text: expect.stringContaining("--max-body") as string });
    expect(api.control.journal().at(-1)).toMatchObject({ status: 413, path: "/v1/groups" });
    // The connection goes on.
    expect((await api.get("/v1/groups")).status).toBe(200);
  });

  it("of exactly the most bytes is taken", async () => {
    const body = JSON.stringify({ name: "x".repeat(100) });
    api = await Api.start({ maxBodyBytes: body.length });
    expect((await api.call("POST", "/v1/groups", body)).status).toBe(201);
    expect((await api.call("POST", "/v1/groups", `${body} `)).status).toBe(413);
  });

  it.each([
    ["lists", (depth: number) => "[".repeat(depth) + "]".repeat(depth)],
    ["objects", (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`],
    [
      "a config",
      (depth: number) => `{"service":"github","config":${'{"a":['.repeat(depth)}1${"]}".repeat(depth)}}`,
    ],
    ["what breaks off", (depth: number) => "[{".repeat(depth)],
  ])(
    "that nests thousands deep is 400 for every operation and control call, and the server lives: %s",
    async (_what, nested) => {
      api = await Api.start();
      const group = await api.group();
      const connection = await api.connection();
      for (const depth of [1_000, 100_000]) {
        for (const [method, path] of [
          ["POST", "/v1/groups"],
          ["POST", "/v1/connections"],
          ["PATCH", `/v1/connections/${connection}`],
          ["PATCH", `/v1/connections/${connection}/state`],
          ["PATCH", `/v1/connections/${connection}/schemas`],
          ["PATCH", `/v1/destinations/${group}`],
          ["POST", "/v1/external-secrets-managers"],
        ] as const) {
          const reply = await api.call(method, path, nested(depth));
          expect({ path, status: reply.status }).toEqual({ path, status: 400 });
        }
        for (const [method, path] of [
          ["PUT", "/_local/snapshot"],
          ["PUT", "/_local/shapes"],
          ["POST", "/_local/clock"],
          ["POST", "/_local/sync-rules"],
        ] as const) {
          const response = await fetch(api.server.url + path, { method, body: nested(depth) });
          expect({ path, status: response.status }).toEqual({ path, status: 400 });
        }
      }
      expect((await api.get(`/v1/connections/${connection}`)).status).toBe(200);
    },
  );

  it("may nest as deep as anybody needs", async () => {
    api = await Api.start();
    const state = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
    const id = await api.connection({
      service: "aws_lambda",
      config: { schema: "fn", function: "f" },
      paused: true,
    });
    const reply = await api.call("PATCH", `/v1/connections/${id}/state`, `{"state":${state(300)}}`);
    expect(reply.status).toBe(200);
  });
});
