import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeClient } from "./support/api.ts";
import { OPERATIONS } from "./support/operations.ts";

const readme = readFileSync(new URL("../../sdk/README.md", import.meta.url), "utf8");

/** A row of the tables that `npm run docs` writes. */
const ROW = /^\| `(\w+)\([^`]*\)` \| `([^`]+)` \| ([^|]+) \|$/gm;

/** Of each method that README lists, which operation it says that it is. */
function listed(): Map<string, string> {
  const sections = readme.split(/^### client\./m).slice(1);
  return new Map(
    sections.flatMap((section) => {
      const [area = ""] = section.split("\n");
      return [...section.matchAll(ROW)].map(
        ([, name = "", operation = ""]) => [`${area}.${name}`, operation] as const,
      );
    }),
  );
}

/** Parameters of a path have other names in Fivetran's document. */
function withoutNames(operation: string): string {
  return operation.replaceAll(/\{\w+\}/g, "{}");
}

/** The methods that the client has. */
function real(): string[] {
  const { client } = makeClient();
  return Object.entries(client).flatMap(([area, resource]: [string, object]) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(resource) as object)
      .filter((name) => name !== "constructor")
      .map((name) => `${area}.${name}`),
  );
}

describe("sdk/README.md", () => {
  it("lists every area and every method, and no other", () => {
    expect([...listed().keys()].sort()).toEqual(real().sort());
  });

  it("says which operation each is", () => {
    const said = [...listed()].map(([method, operation]) => `${method}: ${withoutNames(operation)}`);
    const sent = OPERATIONS.map(({ method, operation }) => `${method}: ${withoutNames(operation)}`);
    expect(said.sort()).toEqual([...new Set(sent)].sort());
  });
});
