import { describe, expect, it } from "vitest";
import { JournalEntries, matching } from "../../../../server/src/page/browser/journalEntries";
import type { JournalEntry } from "../../../../server/src/page/browser/protocol";

describe("the journal's entries", () => {
  const entry = (sequence: number, fields: Partial<JournalEntry> = {}): JournalEntry => ({
    sequence,
    at: "2026-01-01T00:00:00.000Z",
    requestId: `r${sequence}`,
    method: "GET",
    path: `/v1/groups/${sequence}`,
    ...fields,
  });

  it("are completed when they are answered, in their place", () => {
    const entries = new JournalEntries();
    for (const one of [entry(1), entry(2), entry(1, { status: 200 }), entry(3)]) entries.put(one);
    expect(entries.all.map(({ sequence, status }) => [sequence, status])).toEqual([
      [1, 200],
      [2, undefined],
      [3, undefined],
    ]);
  });

  it("do not come back after they were cleared, and begin anew with another server", () => {
    const entries = new JournalEntries();
    entries.put(entry(1));
    entries.clear();
    entries.put(entry(1, { status: 200 }));
    expect(entries.all).toEqual([]);
    entries.put(entry(2));
    expect(entries.all).toHaveLength(1);
    entries.forget();
    entries.put(entry(1));
    expect(entries.all).toHaveLength(1);
  });

  it("are found by what they show, and by account", () => {
    const all = [
      entry(1, { status: 404, account: "a" }),
      entry(2, { fault: "fault_7", account: "b" }),
      entry(3),
    ];
    const found = (text: string, account?: string): number[] =>
      matching(all, { text, account }).map(({ sequence }) => sequence);
    expect(found("")).toEqual([1, 2, 3]);
    expect(found("404")).toEqual([1]);
    expect(found("FAULT_7")).toEqual([2]);
    expect(found("get /v1/groups/3")).toEqual([3]);
    expect(found("", "a")).toEqual([1, 3]);
  });
});
