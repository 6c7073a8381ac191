import { describe, expect, it } from "vitest";
import type { Fact } from "../../../server/src/facts/fact";
import { compileFact, type Strictness } from "../../../server/src/facts/validation";

const STRICT: Strictness = { nullable: false, lenientIn: [] };
const OF_REQUESTS: Strictness = { nullable: true, lenientIn: ["config"] };

const FACT: Fact = {
  type: "object",
  required: ["name"],
  fields: {
    name: { type: "string" },
    count: { type: "integer" },
    mode: { type: "string", enum: ["A", "B"] },
    at: { type: "string", format: "date-time" },
    file: { type: "string", format: "byte" },
    gone: { type: "string", nullable: true },
    tables: { type: "object", values: { type: "boolean" } },
    tags: { type: "array", items: { type: "string" } },
    schedule: { ref: "TransformationSchedule" },
    any: {},
    config: {
      type: "object",
      fields: { port: { type: "integer" }, proxy_port: { type: "string" }, host: { type: "string" } },
    },
  },
};

/** Where a value differs, and how. */
function differences(value: object, strictness = STRICT): string[] {
  return compileFact(
    FACT,
    strictness,
  )({ name: "n", ...value }).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);
}

describe("a compiled fact", () => {
  it.each<[object, string[]]>([
    [{}, []],
    [{ name: undefined, count: 1 }, [" required"]],
    [{ count: 1.5 }, ["/count type"]],
    [{ count: "1" }, ["/count type"]],
    [{ mode: "C" }, ["/mode enum"]],
    [{ at: "2026-01-02T03:04:05.123456Z" }, []],
    [{ at: "2026-01-02T03:04:05.1234567Z" }, ["/at format"]],
    [{ at: "2026-01-02" }, ["/at format"]],
    [{ file: "aGFzaA==" }, []],
    [{ file: "aGFzaA" }, ["/file format"]],
    [{ gone: null }, []],
    [{ mode: null }, ["/mode type", "/mode enum"]],
    [{ tables: { "any name": true, other: 1 } }, ["/tables/other type"]],
    [{ tags: ["a", 1, null] }, ["/tags/1 type", "/tags/2 type"]],
    [{ schedule: { schedule_type: "NEVER" } }, ["/schedule/schedule_type enum"]],
    [{ schedule: {} }, ["/schedule required"]],
    [{ any: { thing: [1] } }, []],
    [{ unknown: 1 }, [" additionalProperties"]],
    [{ count: "x", tags: 1 }, ["/count type", "/tags type"]],
  ])("finds in %j: %j", (value, found) => {
    const sent = JSON.parse(JSON.stringify({ name: "n", ...value })) as object;
    expect(
      compileFact(FACT, STRICT)(sent).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`),
    ).toEqual(found);
  });

  it("takes null for what a request need not have", () => {
    expect(differences({ mode: null, count: null, config: null }, OF_REQUESTS)).toEqual([]);
    expect(differences({ name: null }, OF_REQUESTS)).toEqual(["/name type"]);
  });

  it("takes numbers as text within settings, and ports as numbers", () => {
    expect(differences({ config: { port: "5432", proxy_port: 80, host: null } }, OF_REQUESTS)).toEqual([]);
    expect(differences({ config: { port: "5432", proxy_port: 80 } })).toEqual([
      "/config/port type",
      "/config/proxy_port type",
    ]);
    expect(differences({ config: { port: "many" } }, OF_REQUESTS)).toEqual(["/config/port pattern"]);
    expect(differences({ config: { host: 80 } }, OF_REQUESTS)).toEqual(["/config/host type"]);
    expect(differences({ count: "5" }, OF_REQUESTS)).toEqual(["/count type"]);
  });
});
