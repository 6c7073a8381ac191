import { describe, expect, it } from "vitest";
import { z } from "zod";
import { checkInputs } from "../../../core/src/settings/check";
import { formatPath } from "../../../core/src/values/propertyPath";
import { UNKNOWN } from "../../../core/src/values/unknown";

const schema = z.strictObject({
  name: z.string(),
  mode: z.enum(["fail", "warn"]).optional(),
  tables: z.record(z.string(), z.strictObject({ hashed: z.boolean().optional() })).optional(),
});

function failuresOf(news: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    checkInputs(schema, news).failures.map(({ path, reason }) => [formatPath(path), reason]),
  );
}

describe("checkInputs", () => {
  it("reports every problem at once, at the path that a user would write", () => {
    expect(failuresOf({ mode: "fial", tables: { "order items": { hashed: "yes" } }, nmae: "x" })).toEqual({
      name: "is required",
      mode: "must be one of 'fail', 'warn'; did you mean 'fail'?",
      'tables["order items"].hashed': "must be a boolean, not a string",
      nmae: "there is no such property; did you mean 'name'?",
    });
  });

  it("suggests among the properties of the place where the wrong key stands", () => {
    expect(failuresOf({ name: "a", tables: { t: { hashd: true } } })).toEqual({
      "tables.t.hashd": "there is no such property; did you mean 'hashed'?",
    });
    expect(failuresOf({ name: "a", zebra: 1 })).toEqual({
      zebra: "there is no such property; known are mode, name, tables",
    });
  });

  it("lets unknown values pass at any depth", () => {
    expect(failuresOf({ name: UNKNOWN, mode: UNKNOWN, tables: UNKNOWN })).toEqual({});
    expect(failuresOf({ name: "a", tables: { t: UNKNOWN } })).toEqual({});
    expect(failuresOf({ name: "a", tables: { t: { hashed: UNKNOWN } } })).toEqual({});
  });

  it("never quotes a value of free text, which may be a secret", () => {
    const reasons = Object.values(failuresOf({ name: 5, tables: "hunter2" })).join(" ");
    expect(reasons).not.toContain("hunter2");
  });

  it("drops nulls, which mean that a property is not set, and fills in no default", () => {
    const result = checkInputs(schema, { name: "a", mode: null, tables: { t: { hashed: null } } });
    expect(result.failures).toEqual([]);
    expect(result.inputs).toEqual({ name: "a", tables: { t: {} } });
  });

  it("keeps a table called like a property that every object has", () => {
    const news = JSON.parse('{"name": "a", "tables": {"__proto__": {"hashed": true}}}') as Record<
      string,
      unknown
    >;
    expect(JSON.stringify(checkInputs(schema, news).inputs)).toBe(JSON.stringify(news));
  });

  it("asks the further rules too, and leaves out what they say of a property of the wrong shape", () => {
    const taken = { path: ["name"], reason: "taken" };
    const notice = { severity: "warning", path: ["tables", "t"], message: "odd" } as const;
    const checked = (news: Record<string, unknown>) =>
      checkInputs(schema, news, () => ({ failures: [taken], notices: [notice] }));
    expect(checked({ name: "a" })).toMatchObject({ failures: [taken], notices: [notice] });
    expect(checked({ name: "a", mode: "fial" }).failures).toMatchObject([{ path: ["mode"] }, taken]);
    expect(checked({ name: 1 }).failures).toMatchObject([{ reason: "must be a string, not a number" }]);
    expect(checked({ name: "a", tables: "none" }).notices).toEqual([]);
    expect(checked({ name: "a", tables: { t: { hashed: "yes" } } }).notices).toEqual([]);
    expect(checked({ name: "a", tables: { u: { hashed: "yes" } } }).notices).toEqual([notice]);
  });
});
