import { describe, expect, it } from "vitest";
import {
  asFound,
  factsOf,
  lastApplied,
  restated,
} from "../../../../../core/src/handlers/schemaConfig/plan/state";
import type {
  SchemaConfigInputs,
  SchemaConfigOutputs,
} from "../../../../../core/src/handlers/schemaConfig/wants/inputs";

const WANTED: SchemaConfigInputs = {
  connectorId: "c",
  schemaChangeHandling: "BLOCK_ALL",
  schemas: {
    s: { tables: { t: { columns: { a: { hashed: true }, b: { enabled: true } } }, u: { enabled: false } } },
  },
};

describe("outputs", () => {
  it("have named leaves as found, share what did not differ, and say what was wanted", () => {
    const outputs = asFound(
      WANTED,
      {
        differing: [
          { element: ["s", "t", "a"], property: "hashed", value: true, found: false, reason: "named" },
          { element: ["s"], property: "enabled", value: true, found: false, reason: "implied" },
        ],
        missing: [["gone"]],
        policy: "ALLOW_ALL",
      },
      {},
    );
    expect(outputs).toEqual({
      connectorId: "c",
      schemaChangeHandling: "ALLOW_ALL",
      schemas: {
        s: {
          tables: { t: { columns: { a: { hashed: false }, b: { enabled: true } } }, u: { enabled: false } },
        },
      },
      drift: [
        { path: "schemaChangeHandling", wanted: "BLOCK_ALL", found: "ALLOW_ALL" },
        { path: "schemas.s.tables.t.columns.a.hashed", wanted: true, found: false },
        { path: "schemas.s.enabled", wanted: true, found: false },
        { path: "schemas.gone", missing: true },
      ],
    });
    expect(outputs.schemas?.["s"]?.tables?.["u"]).toBe(WANTED.schemas?.["s"]?.tables?.["u"]);
    expect(lastApplied(outputs)).toEqual(WANTED);
  });

  it("are the inputs themselves when nothing differs", () => {
    const outputs = asFound(WANTED, { differing: [], missing: [], policy: undefined }, factsOf([], []));
    expect(outputs).toEqual(WANTED);
    expect(outputs.schemas).toBe(WANTED.schemas);
  });

  it("lose facts about what the program no longer names", () => {
    const olds: SchemaConfigOutputs = {
      ...WANTED,
      skipped: [
        { path: "schemas.s.tables.u.enabled", reason: "system table" },
        { path: "schemas.s.tables.v.enabled", reason: "system table" },
        { path: "schemas.s.enabled", reason: "needed by s.t.b" },
      ],
      unverified: ["schemas.s.tables.t.columns.a.hashed", "schemas.s.tables.t.columns.z.hashed"],
      drift: [{ path: "schemas.x", missing: true }],
    };
    expect(restated(WANTED, olds)).toEqual({
      ...WANTED,
      skipped: [olds.skipped?.[0], olds.skipped?.[2]],
      unverified: ["schemas.s.tables.t.columns.a.hashed"],
    });
  });

  it("can have a table with any name", () => {
    const tables = JSON.parse('{"__proto__": {"enabled": true}, "a.b": {"enabled": true}}') as Record<
      string,
      object
    >;
    const differing = ["__proto__", "a.b"].map((table) => ({
      element: ["s", table] as const,
      property: "enabled" as const,
      value: true,
      found: false,
      reason: "named" as const,
    }));
    const wanted: SchemaConfigInputs = { connectorId: "c", schemas: { s: { tables } } };
    const outputs = asFound(wanted, { differing, missing: [], policy: undefined }, {});
    expect(JSON.stringify(outputs.schemas)).toBe(
      '{"s":{"tables":{"__proto__":{"enabled":false},"a.b":{"enabled":false}}}}',
    );
    expect(JSON.stringify(lastApplied(outputs).schemas)).toBe(JSON.stringify(wanted.schemas));
  });
});
