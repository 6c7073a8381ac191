import { describe, expect, it } from "vitest";
import { bodyOf, patchOf } from "../../../../../core/src/handlers/schemaConfig/plan/patch";

describe("patch", () => {
  it("puts all settings in one body, each under its element and nothing else", () => {
    const body = patchOf([
      { element: ["s", "t", "c"], property: "hashed", value: true },
      { element: ["s"], property: "enabled", value: true },
      { element: ["s", "t", "c"], property: "enabled", value: false },
      { element: ["s", "t"], property: "syncMode", value: "HISTORY" },
      { element: ["r"], property: "enabled", value: false },
    ]);
    expect(body).toEqual({
      s: {
        enabled: true,
        tables: { t: { syncMode: "HISTORY", columns: { c: { hashed: true, enabled: false } } } },
      },
      r: { enabled: false },
    });
  });

  it("keeps names as they are, whatever they mean elsewhere", () => {
    const names = ["__proto__", "constructor", "a.b", "c d", "é"];
    const settings = names.map((name) => ({
      element: [name, name] as const,
      property: "enabled" as const,
      value: true,
    }));
    const text = JSON.stringify(patchOf(settings));
    for (const name of names) expect(text).toContain(`"${name}":{"tables":{"${name}":{"enabled":true}}}`);
  });

  it("is no body at all when there is nothing to send", () => {
    expect(bodyOf([], undefined)).toBeUndefined();
    expect(bodyOf([], "BLOCK_ALL")).toEqual({ schemaChangeHandling: "BLOCK_ALL" });
  });
});
