import { describe, expect, it } from "vitest";
import { Router } from "../../../server/src/http/router";

describe("the router", () => {
  const router = new Router<string>();
  for (const [method, template] of [
    ["GET", "/"],
    ["GET", "/v1/things"],
    ["POST", "/v1/things"],
    ["GET", "/v1/things/{thingId}"],
    ["POST", "/v1/things/reload"],
    ["PATCH", "/v1/things/{name}"],
    ["GET", "/v1/things/{thingId}/parts/{part}"],
    ["GET", "/v1/things/special/parts"],
  ] as const) {
    router.add(method, template, `${method} ${template}`);
  }

  it.each([
    ["GET", "/", "GET /", {}],
    ["GET", "/v1/things", "GET /v1/things", {}],
    ["POST", "/v1/things", "POST /v1/things", {}],
    ["GET", "/v1/things/a", "GET /v1/things/{thingId}", { thingId: "a" }],
    // A thing may be called like a fixed segment.
    ["PATCH", "/v1/things/reload", "PATCH /v1/things/{name}", { name: "reload" }],
    ["POST", "/v1/things/reload", "POST /v1/things/reload", {}],
    [
      "GET",
      "/v1/things/special/parts/p",
      "GET /v1/things/{thingId}/parts/{part}",
      { thingId: "special", part: "p" },
    ],
    [
      "GET",
      "/v1/things/a%2Fb/parts/%C3%BC%20x",
      "GET /v1/things/{thingId}/parts/{part}",
      { thingId: "a/b", part: "ü x" },
    ],
    ["GET", "/v1/things/100%", "GET /v1/things/{thingId}", { thingId: "100%" }],
    // A client in the field (Airflow's) ends the paths of lists so.
    ["GET", "/v1/things/", "GET /v1/things", {}],
    ["GET", "/v1/things/a/parts/p/", "GET /v1/things/{thingId}/parts/{part}", { thingId: "a", part: "p" }],
  ])("finds %s %s", (method, path, value, params) => {
    expect(router.find(method, path)).toEqual({ value, params });
  });

  it.each([
    ["GET", "/v1", "unknown path"],
    ["GET", "/v1/things//", "unknown path"],
    ["PATCH", "/v1/things/", "unknown method"],
    ["GET", "/v1/things//parts/p", "unknown path"],
    ["GET", "/v1/things/a/parts", "unknown path"],
    ["GET", "/v1/things/a/parts/b/c", "unknown path"],
    ["GET", "/v1/constructor", "unknown path"],
    ["PUT", "/v1/things", "unknown method"],
    ["PUT", "/v1/things/a", "unknown method"],
    ["DELETE", "/v1/things/special/parts", "unknown method"],
  ])("finds nothing under %s %s", (method, path, outcome) => {
    expect(router.find(method, path)).toBe(outcome);
  });
});
