import { describe, expect, it } from "vitest";
import { type FaultForm, faultFrom, faultInWords } from "../../../../server/src/page/browser/faultForm";

describe("a fault", () => {
  const empty: FaultForm = {
    kind: "error",
    status: "",
    latencyMs: "",
    retryAfter: "",
    method: "",
    path: "",
    times: "",
    probability: "",
  };

  it.each([
    [{}, { status: 500 }, "any method any path → 500"],
    [
      { status: "429", retryAfter: "3", times: "2", method: "GET", path: "^/v1/x" },
      { status: 429, retryAfter: 3, times: 2, method: "GET", path: "^/v1/x" },
      "GET ^/v1/x, 2 times → 429 Retry-After 3",
    ],
    [{ kind: "delay" }, { latencyMs: 2000 }, "any method any path → 2000 ms late"],
    [
      { kind: "dropBefore", status: "500" },
      { drop: "before" },
      "any method any path → connection dropped before running",
    ],
    [
      { kind: "dropAfter", times: "1" },
      { drop: "after", times: 1 },
      "any method any path, once → connection dropped after running",
    ],
    [{ kind: "doneButError" }, { afterRunning: true, status: 500 }, "any method any path → done, but 500"],
    [
      { kind: "html", probability: "0.5" },
      { body: "html", probability: 0.5 },
      "any method any path, probability 0.5 → an HTML page",
    ],
    [{ kind: "malformed" }, { body: "malformed" }, "any method any path → JSON that breaks off"],
  ] as const)("is made of the form %j, and said in words", (filled, fault, words) => {
    expect(faultFrom({ ...empty, ...filled })).toEqual(fault);
    expect(faultInWords(fault)).toBe(words);
  });
});
