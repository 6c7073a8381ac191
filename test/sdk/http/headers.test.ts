import { describe, expect, it } from "vitest";
import { rateLimitIn, requestIdIn, retryAfterMs, serverTimeIn } from "../../../sdk/src/http/headers.ts";

describe("retryAfterMs", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");

  it.each([
    ["120", 120_000],
    ["0", 0],
    ["1.5", 1_500],
    ["Sun, 01 Mar 2026 12:00:30 GMT", 30_000],
    ["Sun, 01 Mar 2026 11:59:00 GMT", 0],
    ["", undefined],
    ["soon", undefined],
  ])("reads %j as %s ms", (value, expected) => {
    expect(retryAfterMs({ "retry-after": value }, now)).toBe(expected);
  });

  it("reads a date against the server's own clock, where the answer shows it", () => {
    const headers = { "retry-after": "Sun, 01 Mar 2026 13:00:05 GMT", date: "Sun, 01 Mar 2026 13:00:00 GMT" };
    expect(retryAfterMs(headers, now)).toBe(5_000);
  });
});

describe("serverTimeIn", () => {
  it("reads Date, and nothing that is none", () => {
    expect(serverTimeIn({ date: "Sun, 01 Mar 2026 12:00:30 GMT" })).toBe(Date.UTC(2026, 2, 1, 12, 0, 30));
    expect(serverTimeIn({ date: "today" })).toBeUndefined();
    expect(serverTimeIn({})).toBeUndefined();
  });
});

describe("rateLimitIn", () => {
  it.each([
    ["500", "0", { rateLimit: 500, rateLimitRemaining: 0 }],
    ["500", "-1", { rateLimit: 500 }],
    ["5e2", "1.5", {}],
    ["", " ", {}],
  ])("reads %j and %j as %j", (limit, remaining, expected) => {
    expect(rateLimitIn({ "x-rate-limit": limit, "x-rate-limit-remaining": remaining })).toEqual(expected);
    expect(rateLimitIn({})).toEqual({});
  });
});

describe("requestIdIn", () => {
  it("takes the first header that names the request and is not empty", () => {
    const headers = { "x-request-id": "", "x-correlation-id": "second", "x-amzn-requestid": "third" };
    expect(requestIdIn(headers)).toEqual({ requestId: "second" });
    expect(requestIdIn({})).toEqual({});
  });
});
