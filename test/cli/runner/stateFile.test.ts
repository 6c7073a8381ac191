import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseState, readStateFile, writeStateFile } from "../../../cli/src/runner/stateFile";
import { Folder } from "../support/connectorFolder";

describe("the state's file", () => {
  it("is read as it was written, numbers beyond 2^53 too", () => {
    using folder = new Folder();
    const file = join(folder.path, "files", "state.json");
    expect(readStateFile(file)).toBe("{}");
    writeStateFile(file, '{"cursor": 12345678901234567890}');
    expect(readStateFile(file)).toBe('{"cursor": 12345678901234567890}');
    expect(readdirSync(join(folder.path, "files"))).toEqual(["state.json"]);
    expect(readFileSync(file, "utf8")).toMatch(/\n$/);
  });

  it("is refused when it is no object", () => {
    using folder = new Folder({ "a.json": "[1]", "b.json": "{", "empty.json": " " });
    expect(() => readStateFile(join(folder.path, "a.json"))).toThrow("a state is a JSON object");
    expect(() => readStateFile(join(folder.path, "b.json"))).toThrow("is no JSON");
    expect(readStateFile(join(folder.path, "empty.json"))).toBe("{}");
  });

  it("counts, unless the process died between the commit and the file", () => {
    const committed = { state: '{"a": 2}', previous: '{"a": 1}' };
    expect(chooseState('{"a": 1}', committed)).toBe('{"a": 2}');
    expect(chooseState('{"a":1}\n', committed)).toBe('{"a": 2}');
    // Changed by hand.
    expect(chooseState('{"a": 0}', committed)).toBe('{"a": 0}');
    expect(chooseState('{"a": 0}', undefined)).toBe('{"a": 0}');
  });
});
