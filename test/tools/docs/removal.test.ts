import { expect, it } from "vitest";
import type { ArgumentFacts, Facts } from "../../../tools/docs/facts.ts";
import { removalLines } from "../../../tools/docs/removal.ts";

function factsWhere(takenOut: Readonly<Record<string, string | undefined>>): Facts {
  const args = Object.entries(takenOut).map(([name, said]): [string, ArgumentFacts] => [
    name,
    { replaces: false, oldGoesFirst: false, secret: undefined, takenOut: said },
  ]);
  return {
    args: Object.fromEntries(args),
    secretOutputs: [],
    naturalKey: undefined,
    timeouts: {},
    deletingLeaves: undefined,
  };
}

it("tells each outcome once, with the arguments that have it", () => {
  const facts = factsWhere({
    phone: "is no longer declared and will be cleared",
    host: "is no longer managed and stays as it is: the API cannot unset it",
    picture: "is no longer declared and will be cleared",
    role: undefined,
    active: "is no longer declared and will be reset to Fivetran's default, true",
  });
  expect(removalLines(facts)).toEqual([
    "Fivetran clears `phone` and `picture`",
    "Fivetran keeps `host` (the API cannot unset it)",
    "`active` returns to Fivetran's default, `true`",
  ]);
});

it("refuses what it has no sentence for, so that no page falls silent", () => {
  expect(() => removalLines(factsWhere({ size: "explodes" }))).toThrow('"explodes" (`size`)');
});
