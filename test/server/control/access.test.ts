import { request } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accessRefusal } from "../../../server/src/control/access";
import { Api } from "../support/api";

/** Headers as a request holds them. */
function call(headers: Record<string, string>): { header: (name: string) => string | undefined } {
  return { header: (name) => headers[name] };
}

const HOST = "127.0.0.1:8080";
const OWN = { host: HOST, origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };

const FOREIGN = { status: 403, message: expect.stringContaining("not other web pages") as string };
const REBOUND = { status: 403, message: expect.stringContaining("loopback name") as string };
const NEEDS_TOKEN = { status: 401, message: expect.stringContaining("needs the server's token") as string };

describe("who may use the control API", () => {
  it.each([
    ["a program", { host: HOST }],
    ["a program by name", { host: "localhost:8080" }],
    ["a program over IPv6", { host: "[::1]:8080" }],
    ["a program at another loopback address", { host: "127.0.0.2:8080" }],
    ["the own page, reading", { host: HOST, "sec-fetch-site": "same-origin" }],
    ["the own page, changing", OWN],
    ["a person who typed the address", { host: HOST, "sec-fetch-site": "none" }],
  ])("allows %s", (_who, headers) => {
    expect(accessRefusal(call(headers))).toBeUndefined();
  });

  it.each([
    ["another site's page", { ...OWN, origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    [
      "another site's page in a browser without fetch metadata",
      { host: HOST, origin: "https://evil.example" },
    ],
    ["another site's image or link", { host: HOST, "sec-fetch-site": "cross-site" }],
    [
      "a page from another port of this machine",
      { ...OWN, origin: "http://127.0.0.1:9", "sec-fetch-site": "same-site" },
    ],
    ["an image on a page from another port", { host: HOST, "sec-fetch-site": "same-site" }],
    ["a page under this machine's other name", { ...OWN, origin: "http://localhost:8080" }],
    ["a page without an origin", { ...OWN, origin: "null", "sec-fetch-site": "cross-site" }],
    ["a page over TLS", { ...OWN, origin: `https://${HOST}` }],
  ])("refuses %s", (_who, headers) => {
    expect(accessRefusal(call(headers))).toMatchObject(FOREIGN);
    expect(accessRefusal(call({ ...headers, authorization: "Bearer t0ken" }), "t0ken")).toMatchObject(
      FOREIGN,
    );
  });

  it.each([
    "evil.example:8080",
    "127.0.0.1.evil.example:8080",
    "localhost.evil.example",
    "",
    "127.0.0.1@evil.example",
  ])("refuses a name that was made to lead here (DNS rebinding): '%s'", (host) => {
    const rebound = { host, origin: `http://${host}`, "sec-fetch-site": "same-origin" };
    expect(accessRefusal(call(rebound))).toMatchObject(REBOUND);
    expect(accessRefusal(call({ host }))).toMatchObject(REBOUND);
  });

  it("demands the token, where there is one, of everyone and by any name", () => {
    const host = "build-7.internal:8080";
    expect(accessRefusal(call({ host }), "t0ken")).toMatchObject(NEEDS_TOKEN);
    expect(accessRefusal(call({ host: HOST }), "t0ken")).toMatchObject(NEEDS_TOKEN);
    expect(accessRefusal(call({ host, authorization: "Bearer wrong" }), "t0ken")).toMatchObject(NEEDS_TOKEN);
    expect(accessRefusal(call({ host, authorization: "Basic t0ken" }), "t0ken")).toMatchObject(NEEDS_TOKEN);
    const headers = { host, origin: `http://${host}`, authorization: "Bearer t0ken" };
    expect(accessRefusal(call(headers), "t0ken")).toBeUndefined();
  });
});

describe("over HTTP", () => {
  let api: Api;
  beforeEach(async () => {
    api = await Api.start();
  });
  afterEach(() => api.stop());

  /** `fetch` sets `Host` itself; this sends what a browser would. */
  const status = (method: string, headers: Record<string, string>): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request(`${api.server.url}/_local/clock`, { method, headers }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      sent.once("error", reject);
      sent.end(method === "POST" ? "{}" : undefined);
    });

  it("answers the own page, and neither a foreign one nor a rebound name", async () => {
    const { host } = new URL(api.server.url);
    const own = { host, origin: api.server.url, "sec-fetch-site": "same-origin" };
    expect(await status("POST", own)).toBe(200);
    expect(await status("GET", { host, "sec-fetch-site": "same-origin" })).toBe(200);
    expect(await status("POST", { ...own, origin: "https://evil.example" })).toBe(403);
    expect(await status("GET", { host, "sec-fetch-site": "cross-site" })).toBe(403);
    const rebound = `evil.example:${new URL(api.server.url).port}`;
    expect(await status("POST", { ...own, host: rebound, origin: `http://${rebound}` })).toBe(403);
  });
});
