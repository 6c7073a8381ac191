import {
  hasFailed,
  isPaused,
  isSyncing,
  lastFailureOf,
  lastSuccessOf,
  rescheduledTimeOf,
  syncStateOf,
} from "@pulumi-fivetran/sdk";
import { describe, expect, it } from "vitest";

const status = (syncState: string) => ({
  status: { setupState: "connected", syncState, updateState: "on_schedule", isHistoricalSync: false },
});

describe("readers", () => {
  it("say whether a sync runs, and what it is doing", () => {
    expect(isSyncing(status("syncing"))).toBe(true);
    expect(isSyncing(status("scheduled"))).toBe(false);
    expect(syncStateOf(status("a state of tomorrow"))).toBe("a state of tomorrow");
  });

  it("say whether it is paused", () => {
    expect(isPaused({ paused: true })).toBe(true);
    expect(isPaused({ paused: false })).toBe(false);
  });

  it("say no where Fivetran does not say", () => {
    expect([isSyncing({}), isPaused({}), hasFailed({})]).toEqual([false, false, false]);
    expect([syncStateOf({}), lastFailureOf({}), rescheduledTimeOf({})]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("say whether the sync that ended last failed, and when the next is tried", () => {
    const [early, late] = ["2026-01-02T03:04:05Z", "2026-01-03T03:04:05Z"];
    expect(hasFailed({ failedAt: late, succeededAt: early })).toBe(true);
    expect(hasFailed({ failedAt: early, succeededAt: late })).toBe(false);
    expect(hasFailed({ failedAt: early, succeededAt: null })).toBe(true);
    expect(lastFailureOf({ failedAt: early })).toEqual(new Date(early));
    expect(rescheduledTimeOf({ status: { rescheduledFor: late } })).toEqual(new Date(late));
  });

  it("give the last success as a date, and none where there was none", () => {
    expect(lastSuccessOf({ succeededAt: "2026-01-02T03:04:05.678901Z" })).toEqual(
      new Date("2026-01-02T03:04:05.678Z"),
    );
    expect(lastSuccessOf({ succeededAt: null })).toBeUndefined();
    expect(lastSuccessOf({})).toBeUndefined();
    expect(lastSuccessOf({ succeededAt: "soon" })).toBeUndefined();
  });
});
