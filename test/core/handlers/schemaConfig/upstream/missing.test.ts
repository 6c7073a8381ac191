import { describe, expect, it } from "vitest";
import type { Problem } from "../../../../../core/src/errors/problem";
import { SchemaMismatchError } from "../../../../../core/src/handlers/schemaConfig/upstream/mismatch";
import { missingElements } from "../../../../../core/src/handlers/schemaConfig/upstream/missing";
import { Upstream } from "../../../../../core/src/handlers/schemaConfig/upstream/upstream";
import type { Element } from "../../../../../core/src/handlers/schemaConfig/wants/elements";
import type { NamedSchemas } from "../../../../../core/src/handlers/schemaConfig/wants/inputs";

const table = { enabled: true, enabledPatchSettings: { allowed: true }, columns: {} };

function upstreamOf(...tables: string[]): Upstream {
  const schema = { enabled: true, tables: Object.fromEntries(tables.map((name) => [name, table])) };
  return new Upstream({ schemaChangeHandling: "ALLOW_ALL", schemas: { public: schema } });
}

function errorOf(
  missing: readonly Element[],
  upstream: Upstream,
  reloadFailure?: Problem,
): SchemaMismatchError {
  return new SchemaMismatchError("c", { missing, unsupported: [], reloadFailure }, upstream);
}

function hintOf(name: string, ...tables: string[]): string | undefined {
  const upstream = upstreamOf(...tables);
  const missing = missingElements({ public: { tables: { [name]: {} } } }, upstream);
  const { message } = errorOf(missing, upstream);
  return message.split("\n").find((line) => line.startsWith("  - "));
}

describe("missing elements", () => {
  it("are the topmost ones; a column that was not asked for is not missing", () => {
    const schemas: NamedSchemas = {
      gone: { tables: { a: { columns: { b: {} } }, c: {} } },
      public: { tables: { here: { columns: { any: {} } }, gone: { columns: { d: {} } }, "gone too": {} } },
    };
    expect(missingElements(schemas, upstreamOf("here"))).toEqual([
      ["gone"],
      ["public", "gone"],
      ["public", "gone too"],
    ]);
  });

  const cases: [name: string, existing: string[], hint: string][] = [
    ["Orders", ["order", "orders", "orders_2"], "did you mean 'orders'?"],
    ["ORDERS", ["orders"], "did you mean 'orders'?"],
    ["ordrs", ["audit", "orders"], "did you mean 'orders'?"],
    [
      "quite another",
      ["a1", "b2", "c3", "d4", "e5", "f6", "g7"],
      "there are the tables 'a1', 'b2', 'c3', 'd4', 'e5', and 2 more",
    ],
    ["orders", [], "there are no tables"],
  ];
  it.each(cases)("%s among %j: %s", (name, existing, hint) => {
    expect(hintOf(name, ...existing)).toMatch(new RegExp(`: ${hint.replace("?", "\\?")}$`));
  });

  it("are all listed, also when there are too many to search similar names for each", () => {
    const names = Array.from({ length: 100 }, (_, index) => `T${index}`);
    const upstream = upstreamOf(...names.map((name) => name.toLowerCase()));
    const tables = Object.fromEntries(names.map((name) => [name, {}]));
    const missing = missingElements({ public: { tables } }, upstream);
    const error = errorOf(missing, upstream);
    expect(error.paths).toHaveLength(100);
    expect(error.message).toContain("schemas.public.tables.T99: did you mean 't99'?");
  });

  it("[3.21] come with the failure of the reload that was to find them", () => {
    const upstream = upstreamOf("orders");
    const error = errorOf([["public", "nope"]], upstream, { summary: "the source is away" });
    expect(error.message).toContain("failed: the source is away");
    expect(error.message).not.toContain("also after a schema reload");
  });
});
