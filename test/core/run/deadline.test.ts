import { describe, expect, it } from "vitest";
import type { Context } from "../../../core/src/contract";
import { schemaOf } from "../../../core/src/fields/schema";
import { timeoutFields } from "../../../core/src/fields/shared";
import { Deadline } from "../../../core/src/run/deadline";

function contextAt(clock: { now: number }): Context {
  return { now: () => clock.now, signal: new AbortController().signal } as Context;
}

describe("Deadline", () => {
  it.each([
    ["90s", 90_000],
    ["10m", 600_000],
    ["1h30m", 5_400_000],
    ["1.5m", 90_000],
    [undefined, 1_234],
  ])("of %s", (text, milliseconds) => {
    expect(new Deadline(contextAt({ now: 0 }), text, 1_234).options().deadlineMs).toBe(milliseconds);
  });

  it("gives each call what is left, and never nothing: the client is to say that time is up", () => {
    const clock = { now: 0 };
    const deadline = new Deadline(contextAt(clock), "10s", 0);
    clock.now = 4_000;
    expect(deadline.options().deadlineMs).toBe(6_000);
    clock.now = 11_000;
    expect(deadline.options().deadlineMs).toBe(1);
  });
});

describe("timeouts", () => {
  it.each(["10", "ten minutes", "-5m", "5 m", ""])("refuses %j", (create) => {
    expect(schemaOf(timeoutFields).safeParse({ timeouts: { create } }).success).toBe(false);
  });
});
