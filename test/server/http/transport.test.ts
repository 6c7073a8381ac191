import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api";

describe("every request", () => {
  let api: Api;
  beforeAll(async () => {
    api = await Api.start({
      keys: [
        { key: "one", secret: "s:1" },
        { key: "two", secret: "s2" },
      ],
    });
  });
  afterAll(() => api.stop());

  const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

  it.each([basic("one:s:1"), basic("two:s2"), basic("one:s:1").replace("Basic", "basic")])(
    "may use any key: %s",
    async (authorization) => {
      expect(await api.get("/v1/groups", { authorization })).toMatchObject({ status: 200 });
    },
  );

  it.each([
    "",
    "Bearer x",
    "Basic",
    "Basic !",
    basic("one"),
    basic("one:"),
    basic("one:s2"),
    basic("one:s:1 "),
  ])("is refused with the credentials '%s'", async (authorization) => {
    for (const path of ["/v1/groups", "/v1/nothing"]) {
      expect(await api.get(path, { authorization })).toMatchObject({ status: 401, code: "AuthFailed" });
    }
  });

  it("to an unknown path is 404, by an unknown method 405", async () => {
    for (const path of ["/nothing", "/v1", "/v1/nothing", "/v1/groups/a/b/c"]) {
      expect(await api.get(path)).toMatchObject({
        status: 404,
        code: "NotFound",
        message: "HTTP 404 Not Found",
      });
    }
    expect(await api.call("PUT", "/v1/groups", {})).toMatchObject({ status: 405 });
    expect(await api.delete("/v1/destinations")).toMatchObject({ status: 405 });
  });

  it.each([
    "*/*",
    "application/*",
    "application/json",
    "application/json;version=2",
    "Application/JSON; version=1",
    "application/json, text/plain, */*",
  ])("may ask for %s", async (accept) => {
    expect(await api.get("/v1/groups", { accept })).toMatchObject({ status: 200 });
  });

  it.each(["text/html", "application/xml", "application/json;version=3"])(
    "may not ask for %s",
    async (accept) => {
      expect(await api.get("/v1/groups", { accept })).toMatchObject({ status: 406 });
    },
  );

  it("with a body must say that it is JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      expect(await api.call("POST", "/v1/groups", '{"name":"x"}', { "content-type": type })).toMatchObject({
        status: 415,
      });
    }
    expect(
      await api.call("POST", "/v1/groups", '{"name":"x"}', {
        "content-type": "application/json; charset=utf-8",
      }),
    ).toMatchObject({ status: 201 });
    // Bytes, so that fetch adds no type of its own.
    const untyped = await fetch(`${api.server.url}/v1/groups`, {
      method: "POST",
      headers: { authorization: basic("one:s:1") },
      body: new TextEncoder().encode('{"name":"x"}'),
    });
    expect(untyped.status).toBe(415);
  });

  it.each(["{", "[]", "null", "5", '"x"'])("with the body %s is refused", async (text) => {
    expect(await api.call("POST", "/v1/groups", text)).toMatchObject({ status: 400, code: "InvalidInput" });
  });

  it("is answered with JSON, an id of its own, and the time of the server's clock", async () => {
    const [one, other] = [await api.get("/v1/groups"), await api.get("/v1/nothing")];
    for (const { headers } of [one, other]) {
      expect(headers.get("content-type")).toBe("application/json");
      expect(headers.get("date")).toBe("Fri, 02 Jan 2026 03:04:05 GMT");
    }
    expect(one.headers.get("x-request-id")).not.toBe(other.headers.get("x-request-id"));
    expect(api.control.journal().at(-1)?.requestId).toBe(other.headers.get("x-request-id"));
  });
});
