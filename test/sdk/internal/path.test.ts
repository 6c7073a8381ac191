import { describe, expect, it } from "vitest";
import { path, renderPath } from "../../../sdk/src/internal/path.ts";

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
    expect(renderPath(path`/x/${name}/y`)).toEqual({ ok: true, path: `/v1/x/${encoded}/y` });
    // What a URL parser makes of it: still one segment.
    expect(new URL(`https://h/v1/x/${encoded}/y`).pathname.split("/")).toHaveLength(5);
  });

  it.each(["", ".", "..", "\ud800"])("refuses %j, which would address something else", (name) => {
    expect(renderPath(path`/x/${name}`)).toMatchObject({ ok: false });
  });

  it("refuses what is not a string, for callers whom TypeScript does not check", () => {
    const missing = undefined as unknown as string;
    expect(renderPath(path`/x/${missing}/y`)).toEqual({
      ok: false,
      path: "/v1/x/<missing>/y",
      problem: "an id or a name is undefined, not a string",
    });
  });
});
