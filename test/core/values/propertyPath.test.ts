import { describe, expect, it } from "vitest";
import { formatPath, parsePath } from "../../../core/src/values/propertyPath";

describe("formatPath", () => {
  it.each([
    [["schemas", "public", "tables"], "schemas.public.tables"],
    [["schemas", "order items"], 'schemas["order items"]'],
    [["schemas", "a.b", "c"], 'schemas["a.b"].c'],
    [["files", 0, "name"], "files[0].name"],
    [['"'], '["\\""]'],
    [[], ""],
  ])("writes %j", (path, text) => expect(formatPath(path)).toBe(text));
});

describe("parsePath", () => {
  it.each([[["a", "b"]], [["a.b", "c d", "Ünïcode"]], [["x[0]", 'quo"te', "back\\slash"]], [[""]]])(
    "reads %j back",
    (path) => expect(parsePath(formatPath(path))).toEqual(path),
  );
});
