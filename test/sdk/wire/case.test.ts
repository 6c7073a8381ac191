import { describe, expect, it } from "vitest";
import { camelCase, mapValues, snakeCase, toWire } from "../../../sdk/src/wire/case.ts";

describe("case", () => {
  it.each([
    ["id", "id"],
    ["sync_frequency", "syncFrequency"],
    ["is_primary_key", "isPrimaryKey"],
    ["name_in_destination", "nameInDestination"],
  ])("turns %s into %s and back", (wire, name) => {
    expect(camelCase(wire)).toBe(name);
    expect(snakeCase(name)).toBe(wire);
  });

  it("renames one level, leaves out what has no value, and keeps null", () => {
    const config = { someKey: 1, "other-Key": undefined };
    expect(toWire({ groupId: "g", proxyAgentId: null, paused: undefined, config })).toEqual({
      group_id: "g",
      proxy_agent_id: null,
      config,
    });
  });

  it("keeps names that look like inherited properties", () => {
    const record = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, number>;
    expect(JSON.stringify(mapValues(record, (value) => value + 1))).toBe('{"__proto__":2,"constructor":3}');
  });
});
