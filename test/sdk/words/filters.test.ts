import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ConnectionFilter,
  FILTER_KEYS,
  type FilteredConnection,
  formatFilter,
  matchesFilter,
  parseFilter,
  stateWordsOf,
} from "../../../sdk/src/words/filters";

const shop: FilteredConnection = {
  id: "crisp_falcon",
  groupId: "warm_heron",
  groupName: "my team",
  schema: "shop_eu",
  service: "postgres",
  paused: false,
  setupState: "connected",
  syncState: "scheduled",
};

function filterOf(text: string): ConnectionFilter {
  const read = parseFilter(text);
  if ("problem" in read) throw new Error(read.problem);
  return read.value;
}

describe("a filter of connections", () => {
  it.each([
    ["", true],
    ["service=postgres", true],
    ["service=mysql", false],
    ["service=mysql,postgres", true],
    ["service=postgres schema=shop_us", false],
    ["service!=mysql", true],
    ["service!=mysql,postgres", false],
    ['group="my team"', true],
    ["group=warm_heron", true],
    ["group=other", false],
    ["schema=shop_*", true],
    ["schema=*_eu", true],
    ["schema=s*p*u", true],
    ["schema=shop_eu*eu", false],
    ["schema=*", true],
    ["schema=SHOP_EU", false],
    ["paused=false setup=connected sync=scheduled,syncing", true],
    ["paused=true", false],
    ["state=active", true],
    ["state=broken,paused", false],
    ["state!=broken", true],
    ["id=crisp_falcon", true],
  ])("%j chooses it: %j", (text, chosen) => {
    expect(matchesFilter(filterOf(text), shop)).toBe(chosen);
  });

  it.each([
    ["servise=postgres", /has no key 'servise'; did you mean 'service'\?/],
    ["zzz=1", /has no key 'zzz'; known are id, group/],
    ["postgres", /is not understood at 'postgres'; write key=value/],
    ["service=", /is not understood at 'service='/],
    ["service=postgres,", /is not understood at 'service=postgres,'/],
    ['group="my team', /has a quote that is not closed/],
    ['group="a"b', /is not understood at/],
    ["paused=yes", /has 'yes' for paused, which is one of true, false/],
    ["state=ok", /one of broken, incomplete, paused, active, syncing, rescheduled/],
    ["setup=ok", /one of incomplete, connected, broken/],
  ])("%j is refused with what to write", (text, problem) => {
    expect(parseFilter(text)).toEqual({ problem: expect.stringMatching(problem) as string });
  });

  it.each([
    [{ setupState: "broken", paused: true, syncState: "paused" }, ["broken", "paused"]],
    [{ setupState: "incomplete", paused: false, syncState: "scheduled" }, ["incomplete"]],
    [{ setupState: "connected", paused: false, syncState: "syncing" }, ["syncing", "active"]],
    [{ setupState: "connected", paused: false, syncState: "rescheduled" }, ["rescheduled", "active"]],
    [{ setupState: "connected", paused: true, syncState: "paused" }, ["paused"]],
    [{ setupState: "", paused: false, syncState: "" }, ["active"]],
  ])("calls %j in the dashboard's words %j, the gravest first", (connection, words) => {
    expect(stateWordsOf(connection)).toEqual(words);
    const chosen = matchesFilter(filterOf(`state=${words.at(-1)}`), { ...shop, ...connection });
    expect(chosen).toBe(true);
  });

  it("is read back as it was written", () => {
    const term = fc.record({
      key: fc.constantFrom(
        ...FILTER_KEYS.filter((key) => !["state", "paused", "setup", "sync"].includes(key)),
      ),
      excludes: fc.boolean(),
      values: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        expect(parseFilter(formatFilter({ terms }))).toEqual({ value: { terms } });
      }),
    );
  });

  it("is read from any text without an error, in time that does not run away", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseFilter(text)).toBeTypeOf("object");
      }),
    );
    expect(parseFilter(`group=${'"\\'.repeat(20_000)}`)).toHaveProperty("problem");
  });
});
