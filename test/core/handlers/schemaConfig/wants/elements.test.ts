import { describe, expect, it } from "vitest";
import {
  type Element,
  elementAt,
  entriesOf,
  namedAt,
  own,
  paired,
  pathOf,
} from "../../../../../core/src/handlers/schemaConfig/wants/elements";
import { formatPath, parsePath } from "../../../../../core/src/values/propertyPath";

const NAMES = [
  "plain",
  "order items",
  "a.b",
  "x[0]",
  'quo"te',
  "back\\slash",
  "Ünïcode 🦦",
  "__proto__",
  "enabled",
  "columns",
  "",
];

describe("paths", () => {
  const elements: Element[] = NAMES.flatMap((name): Element[] => [[name], ["s", name], [name, name, name]]);

  it.each(elements)("lead to %j and back", (...names) => {
    const element = names as unknown as Element;
    expect(elementAt(parsePath(formatPath(pathOf(element))))).toEqual({ element, property: undefined });
    const property = element.length === 2 ? "syncMode" : "enabled";
    expect(elementAt(parsePath(formatPath(pathOf(element, property))))).toEqual({ element, property });
  });

  it.each([
    [["connectorId"]],
    [["schemas"]],
    [["schemas", "s", "tables"]],
    [["schemas", "s", "tables", "t", "columns"]],
  ])("that lead elsewhere are told: %j", (path) => expect(elementAt(path)).toBeUndefined());
});

describe("records of names", () => {
  it("have only what is their own", () => {
    expect(own({} as Record<string, number>, "constructor")).toBeUndefined();
    expect(own(JSON.parse('{"__proto__": 1}') as Record<string, number>, "__proto__")).toBe(1);
    expect(namedAt({ s: { tables: {} } }, ["s", "toString"])).toBeUndefined();
    expect(namedAt({ s: {} }, ["s", "t", "c"])).toBeUndefined();
  });

  it("leave out what is not known yet", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9" as unknown as Record<string, object>;
    expect(entriesOf(unknown)).toEqual([]);
    expect(entriesOf({ known: {}, later: unknown as object })).toEqual([["known", {}]]);
  });

  it("are paired, each name once", () => {
    const named = { a: { n: 1 }, constructor: { n: 2 } };
    const found = { b: { f: 1 }, a: { f: 2 } };
    expect([...paired(named, found, true)]).toEqual([
      ["a", { n: 1 }, { f: 2 }],
      ["constructor", { n: 2 }, undefined],
      ["b", undefined, { f: 1 }],
    ]);
    expect([...paired(named, found, false)].map(([name]) => name)).toEqual(["a", "constructor"]);
  });
});
