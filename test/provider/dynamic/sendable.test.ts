import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { sendable } from "../../../provider/src/dynamic/sendable";

const SUBJECT = "fivetran.Connector 'orders'";

/** Each value that Pulumi's protocol would change or drop, and how it is told. */
const LOST: readonly (readonly [unknown, string])[] = [
  [Number.NaN, "is NaN"],
  [Number.POSITIVE_INFINITY, "is Infinity"],
  [Number.NEGATIVE_INFINITY, "is -Infinity"],
  [new Date(0), "is a Date; give text, such as its `toISOString()`"],
  [() => "value", "is a function"],
  [Symbol("s"), "is a symbol"],
  [10n, "is a bigint"],
  [new Map([["a", 1]]), "is a Map, which would arrive empty"],
  [new Set([1]), "is a Set, which would arrive empty"],
  [new URL("https://acme.com"), "is a URL, which would arrive empty"],
  [/expression/, "is a RegExp, which would arrive empty"],
  [Buffer.from("text"), "is binary"],
];

/** Places where a value may stand. */
const PLACES: readonly (readonly [string, (value: unknown) => Record<string, unknown>])[] = [
  ["syncFrequencyMinutes", (value) => ({ syncFrequencyMinutes: value })],
  ["config.since", (value) => ({ config: { host: "h", since: value } })],
  ["config.reports[1].names[0]", (value) => ({ config: { reports: [{}, { names: [value] }] } })],
];

const text = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function failure(args: Record<string, unknown>): string {
  try {
    sendable(SUBJECT, args);
    return "";
  } catch (error) {
    return text(error);
  }
}

describe("sendable", () => {
  it("refuses every value that would be lost, wherever it stands, with its path", () => {
    for (const [value, told] of LOST)
      for (const [path, at] of PLACES) expect(failure(at(value))).toContain(`${SUBJECT}: ${path} ${told}`);
  });

  it("tells all at once", () => {
    const told = failure({ config: { a: Number.NaN, b: new Date(0) }, paused: () => true });
    expect(told.split("\n").map((line) => line.slice(SUBJECT.length + 2).split(" ", 1)[0])).toEqual([
      "config.a",
      "config.b",
      "paused",
    ]);
  });

  it("fails in the same words where a Promise turns out to hold one (an Output: test/engine/settings.test.ts)", async () => {
    const promised = sendable(SUBJECT, { config: { since: Promise.resolve({ at: new Date(0) }) } });
    const { since } = promised["config"] as { since: Promise<unknown> };
    await expect(since).rejects.toThrow(`${SUBJECT}: config.since.at is a Date`);
  });

  it("ends where an object holds itself", () => {
    const loop: Record<string, unknown> = {};
    loop["again"] = { loop };
    expect(failure({ config: loop })).toContain("config.again.loop refers to itself");
  });

  it("leaves everything else as it is: plain data, nulls, secrets, Outputs with what they depend on, assets", async () => {
    class Reports {
      readonly names = ["a"];
    }
    const shared = { once: 1 };
    const archive = new pulumi.asset.StringAsset("text");
    const args = {
      name: "n",
      none: null,
      left: undefined,
      config: { list: [1, "two", false, null], bare: Object.assign(Object.create(null), { a: 1 }) as object },
      twice: [shared, shared],
      reports: new Reports(),
      archive,
    };
    expect(sendable(SUBJECT, args)).toEqual({ ...args, reports: { names: ["a"] } });
    const secret = sendable(SUBJECT, { config: { password: pulumi.secret("p") } })["config"] as {
      password: pulumi.Output<string>;
    };
    expect(await pulumi.isSecret(secret.password)).toBe(true);
  });
});
