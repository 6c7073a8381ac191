import { describe, expect, it } from "vitest";
import { optional, output, required } from "../../../core/src/fields/field";
import { bodyOf, factsOfFields, upstreamSettings } from "../../../core/src/fields/reading";
import { flag, text } from "../../../core/src/fields/shared";

const fields = {
  name: required(text, { replaces: true }),
  pauseMinutes: optional((z) => z.int(), { resetTo: 0, apiName: "pause" }),
  password: optional(text, { secret: true, inputOnly: true }),
  sooner: optional(text, { uncompared: true }),
  trigger: optional(text, { unsent: true, unread: true, inputOnly: true }),
  config: optional((z) => z.record(z.string(), z.unknown()), { serviceSettings: true, merged: true }),
  isThere: output(flag),
  token: output(text, { handedOut: true, secret: true }),
  failed: output(text, { kept: true, hidden: true }),
};

describe("factsOfFields", () => {
  const facts = factsOfFields(fields);

  it("compares all inputs but those that only act", () => {
    expect(Object.keys(facts.settings)).toEqual(["name", "pauseMinutes", "password", "trigger", "config"]);
    expect(facts.settings["name"]?.replaces).toBe(true);
    expect(facts.settings["pauseMinutes"]?.resetTo).toBe(0);
  });

  it("tells what is registered, what is secret, and where an output comes from", () => {
    expect(facts).toMatchObject({
      registeredInputs: ["name", "pauseMinutes", "sooner", "config"],
      registeredFacts: ["isThere", "token"],
      facts: ["isThere"],
      handedOut: ["token"],
      kept: ["failed"],
      secretInputs: ["password"],
      secretOutputs: ["token"],
      serviceSettings: ["config"],
      apiNames: { pauseMinutes: "pause" },
    });
  });
});

describe("bodyOf", () => {
  it("has what is declared and sent, under the client's names", () => {
    const inputs = { name: "n", pauseMinutes: 0, sooner: "s", trigger: "t" };
    expect(bodyOf(fields, inputs)).toEqual({ name: "n", pause: 0, sooner: "s" });
  });
});

describe("upstreamSettings", () => {
  it("has the settings under the names of the inputs", () => {
    const live = { name: "n", pause: 5, other: 1 };
    expect(upstreamSettings(factsOfFields(fields), live)).toMatchObject({ name: "n", pauseMinutes: 5 });
  });
});
