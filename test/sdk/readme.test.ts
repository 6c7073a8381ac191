import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeClient } from "./support/api.ts";

const readme = readFileSync(new URL("../../sdk/README.md", import.meta.url), "utf8");

/** The methods that README lists for each area: one paragraph each. */
function listed(): Record<string, string[]> {
  const paragraphs = [...readme.matchAll(/^\*\*`client\.(\w+)`\*\*:(.*?)\n\n/gms)];
  return Object.fromEntries(
    paragraphs.map(([, area = "", methods = ""]) => [
      area,
      [...methods.matchAll(/`(\w+)\(/g)].map(([, name = ""]) => name).sort(),
    ]),
  );
}

/** The methods that the client has. */
function real(): Record<string, string[]> {
  const { client } = makeClient();
  return Object.fromEntries(
    Object.entries(client).map(([area, resource]: [string, object]) => [
      area,
      Object.getOwnPropertyNames(Object.getPrototypeOf(resource) as object)
        .filter((name) => name !== "constructor")
        .sort(),
    ]),
  );
}

describe("sdk/README.md", () => {
  it("lists every area and every method, and no other", () => {
    expect(listed()).toEqual(real());
  });
});
