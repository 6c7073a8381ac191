import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bodyFact } from "../../../server/src/facts/body";
import type { Fact } from "../../../server/src/facts/fact";
import { schemaFact } from "../../../server/src/facts/operations";
import { modelOf, servicesOf } from "../../../server/src/facts/services";
import { readTypedText } from "../../../server/src/facts/typedText";
import { documentedOperation } from "../../../server/src/http/aliases";
import { operations } from "../../../server/src/operations/catalog";
import { SettingsSweep } from "../support/settingsSweep";

const FACT: Fact = {
  type: "object",
  fields: {
    count: { type: "integer" },
    share: { type: "number" },
    on: { type: "boolean" },
    name: { type: "string" },
    list: { type: "array", items: { type: "object", fields: { on: { type: "boolean" } } } },
    byName: { type: "object", values: { type: "integer" } },
    schedule: { ref: "TransformationSchedule" },
    any: {},
  },
};

describe("text", () => {
  it.each<[object, object]>([
    [{ count: "5432" }, { count: 5432 }],
    [{ count: "-7" }, { count: -7 }],
    [{ share: "0.5" }, { share: 0.5 }],
    [{ on: "true" }, { on: true }],
    [{ on: "false" }, { on: false }],
    [{ list: [{ on: "true" }, { on: false }, {}] }, { list: [{ on: true }, { on: false }, {}] }],
    [{ byName: { a: "1", b: 2 } }, { byName: { a: 1, b: 2 } }],
    [{ schedule: { interval: "60" } }, { schedule: { interval: 60 } }],
  ])("is read as what the fact wants: %j", (sent, read) => {
    expect(readTypedText(FACT, sent)).toEqual(read);
  });

  it.each<unknown>([
    { count: "1.5" },
    { count: "many" },
    { count: "" },
    { count: "0x10" },
    { count: " 5 " },
    { count: "1e3" },
    // Nothing is rounded.
    { count: "9007199254740993" },
    { share: "Infinity" },
    { on: "yes" },
    { on: "TRUE" },
    { on: 1 },
    { name: "5" },
    { any: { count: "5" } },
    { unknown: "5" },
    { constructor: "5" },
    { list: "true", byName: ["1"], schedule: null },
    ["5"],
    "5",
    null,
  ])("that is no such value stays what it is: %j", (sent) => {
    expect(readTypedText(FACT, sent)).toBe(sent);
  });

  it("leaves names that objects have by themselves", () => {
    const sent = JSON.parse('{"count":"1","byName":{"__proto__":"2"},"__proto__":{"x":"3"}}') as unknown;
    expect(JSON.stringify(readTypedText(FACT, sent))).toBe(
      '{"count":1,"byName":{"__proto__":2},"__proto__":{"x":"3"}}',
    );
  });

  it.each(["connection", "destination", "log"] as const)(
    "is read in each setting of each %s service",
    (family) => {
      let scalars = 0;
      for (const service of servicesOf(family)) {
        const config = modelOf(family, service)?.config ?? {};
        const sweep = new SettingsSweep(config);
        expect(readTypedText(config, sweep.sent), service).toMatchObject(sweep.answered);
        scalars += sweep.scalars;
      }
      expect(scalars).toBeGreaterThan({ connection: 250, destination: 50, log: 0 }[family]);
    },
  );

  it("is read in each field of each operation that wants a number or a boolean", () => {
    const found: string[] = [];
    const unread: string[] = [];
    for (const { method, path, body } of operations) {
      if (body === undefined) continue;
      const fact = documentedOperation(method, path)?.request?.body ?? {};
      visitScalars(
        z.toJSONSchema(body, { unrepresentable: "any", io: "input" }),
        bodyFact(fact, undefined, "creation"),
        (at, type, known) => {
          found.push(at);
          const text = type === "boolean" ? "true" : "5";
          if (readTypedText(known ?? {}, text) === text) unread.push(`${method} ${path}${at}`);
        },
      );
    }
    expect(unread).toEqual([]);
    expect(found.length).toBeGreaterThan(60);
  });
});

/** What a JSON Schema says, as far as it is read here. */
interface Model {
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Model[];
  readonly oneOf?: readonly Model[];
  readonly properties?: Readonly<Record<string, Model>>;
  readonly items?: Model;
}

function visitScalars(
  given: unknown,
  fact: Fact | undefined,
  found: (at: string, type: string, known: Fact | undefined) => void,
  at = "",
): void {
  // zod made it.
  const model = given as Model;
  const known = fact?.ref === undefined ? fact : schemaFact(fact.ref);
  const type = [model.type ?? []].flat().find((one) => ["boolean", "number", "integer"].includes(one));
  if (type !== undefined) found(at, type, known);
  for (const one of [...(model.anyOf ?? []), ...(model.oneOf ?? [])]) visitScalars(one, known, found, at);
  for (const [name, below] of Object.entries(model.properties ?? {})) {
    visitScalars(below, known?.fields?.[name], found, `${at}.${name}`);
  }
  if (model.items !== undefined) visitScalars(model.items, known?.items, found, `${at}[]`);
}
