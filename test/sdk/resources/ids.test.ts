import { FivetranClient, Listing } from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";
import { ApiResource } from "../../../sdk/src/resource.ts";
import { failureOf, SECRET, useNock } from "../support/api.ts";

useNock();

const client = new FivetranClient({ apiKey: "key-of-the-ids", apiSecret: SECRET });

type Method = (...given: unknown[]) => unknown;

/** Every method of every area, and of the areas in one, with the names of its parameters. */
function* methodsIn(holder: object, name: string): Generator<[string, string[], Method]> {
  for (const [field, area] of Object.entries(holder)) {
    if (!(area instanceof ApiResource)) continue;
    const inside = `${name}.${field}`;
    yield* methodsIn(area, inside);
    for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(area))) {
      const call = (area as unknown as Record<string, Method>)[method];
      if (method === "constructor" || typeof call !== "function") continue;
      yield [`${inside}.${method}`, parametersOf(call), call.bind(area) as Method];
    }
  }
}

/** Read from the text of the method. */
function parametersOf(method: Method): string[] {
  const list = /^[^(]*\(([^)]*)/.exec(String(method))?.[1] ?? "";
  return list.split(",").map((parameter) => parameter.trim().replace(/\s*=.*$/s, ""));
}

/** What is right for the other parameters, as far as it is looked at before anything is sent. */
function argumentFor(parameter: string): unknown {
  if (/Id$|^(schema|table|column|service|hash)$/.test(parameter)) return "x";
  if (parameter === "minutes") return 60;
  return parameter === "options"
    ? undefined
    : { confirm: true, redirectUri: "https://acme.com/done", scheduleType: "MANUAL" };
}

const cases = [...methodsIn(client, "client")].flatMap(([name, parameters, call]) =>
  parameters.flatMap((parameter, index) =>
    parameter.endsWith("Id") ? [[name, parameter, index, parameters, call] as const] : [],
  ),
);

describe("an id that would address something else", () => {
  it("is looked for in every area that has ids", () => {
    const areas = Object.values(client).filter((area) => area instanceof ApiResource).length;
    expect(new Set(cases.map(([name]) => name.split(".")[1])).size).toBeGreaterThan(areas / 2);
  });

  it.each(cases)("is refused before anything is sent: %s, %s", async (_, __, index, parameters, call) => {
    for (const id of ["", "..", "a/b", "../groups/x", " ", "x\n"]) {
      const given = parameters.map((parameter, at) => (at === index ? id : argumentFor(parameter)));
      const error = await failureOf(
        (async () => {
          const answer = call(...given);
          return answer instanceof Listing ? answer.page() : answer;
        })(),
      );
      expect(error.name).toBe("InvalidInputError");
      expect(error.message).toMatch(/Not sent: (an id |"\.\.")/);
    }
  });
});
