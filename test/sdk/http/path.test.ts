import { describe, expect, it } from "vitest";
import { path, renderPath, templateOf } from "../../../sdk/src/http/path.ts";

describe("path", () => {
  it("puts the operation below /v1", () => {
    expect(renderPath(path`/groups`)).toEqual({ ok: true, path: "/v1/groups" });
  });

  it.each([
    ["a.b", "a.b"],
    ["two words", "two%20words"],
    ["a/b", "a%2Fb"],
    ["a?b#c", "a%3Fb%23c"],
    ["%2e%2e", "%252e%252e"],
    ["größe 表 🙂", "gr%C3%B6%C3%9Fe%20%E8%A1%A8%20%F0%9F%99%82"],
    ["...", "..."],
    ["a\\b\n", "a%5Cb%0A"],
  ])("encodes %j as one segment", (name, encoded) => {
    expect(renderPath(path`/tables/${name}/y`)).toEqual({ ok: true, path: `/v1/tables/${encoded}/y` });
    // What a URL parser makes of it: still one segment.
    expect(new URL(`https://h/v1/tables/${encoded}/y`).pathname.split("/")).toHaveLength(5);
  });

  it.each(["", ".", "..", "\ud800"])("refuses %j, which would address something else", (name) => {
    expect(renderPath(path`/x/${name}`)).toMatchObject({ ok: false });
    expect(renderPath(path`/tables/${name}`)).toMatchObject({ ok: false });
  });

  it.each(["a/b", "/", "a\\b", "../groups", "a..b", "...", " ", "a b", "a\n", "\u00a0a", "a\u0000"])(
    "refuses %j as an id, though not as a name",
    (id) => {
      expect(renderPath(path`/groups/${id}`)).toEqual({
        ok: false,
        path: `/v1/groups/${encodeURIComponent(id)}`,
        problem:
          "an id holds a slash, a backslash, two dots, white space or a control character, which no id of Fivetran's does",
      });
      expect(renderPath(path`/connections/c/schemas/${id}`)).toMatchObject({ ok: true });
    },
  );

  it.each(["decent_dropsy", "a.b", "SGFzaA==", "f9d9a1f0-0a3c-4f5e"])("takes %j as an id", (id) => {
    expect(renderPath(path`/groups/${id}`)).toMatchObject({ ok: true });
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [5, "of the type number"],
    [{ id: "a" }, "of the type object"],
  ])("refuses %j, for callers whom TypeScript does not check", (given, said) => {
    expect(renderPath(path`/x/${given as unknown as string}/y`)).toEqual({
      ok: false,
      path: "/v1/x/<missing>/y",
      problem: `an id or a name is ${said}, and must be a string`,
    });
  });
});

describe("templateOf", () => {
  it("names each parameter by the segment before it", () => {
    expect(templateOf(path`/groups`)).toBe("/groups");
    expect(templateOf(path`/groups/${"a"}/users/${"b"}`)).toBe("/groups/{group}/users/{user}");
    expect(templateOf(path`/connections/${"a"}/schemas/reload`)).toBe(
      "/connections/{connection}/schemas/reload",
    );
  });

  it("is the same for other parameters", () => {
    const of = (id: string) => templateOf(path`/proxy/${id}/regenerate-secrets`);
    expect(of("a")).toBe("/proxy/{proxy}/regenerate-secrets");
    expect(of("b")).toBe("/proxy/{proxy}/regenerate-secrets");
  });
});
