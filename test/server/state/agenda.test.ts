import { describe, expect, it } from "vitest";
import type { AgendaKind } from "../../../server/src/records/agenda";
import type { Collections } from "../../../server/src/records/collections";
import { Agenda } from "../../../server/src/state/agenda";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";

/** Takes everything off an agenda, as it would happen. */
function drained(state: State<Collections>, agenda: Agenda<AgendaKind>): string[] {
  const happened: string[] = [];
  for (let next = agenda.next(); next !== undefined; next = agenda.next()) {
    const { kind, subject, dueAtMs } = next;
    happened.push(`${kind} ${subject} ${dueAtMs}`);
    state.transaction(() => agenda.cancel(kind, subject));
  }
  return happened;
}

function opened(): { state: State<Collections>; agenda: Agenda<AgendaKind> } {
  const state = new State<Collections>(memoryStore());
  return { state, agenda: new Agenda<AgendaKind>(state) };
}

describe("the agenda", () => {
  it("is in the order of time, and of planning where times are equal", () => {
    const { state, agenda } = opened();
    state.transaction(() => {
      agenda.plan("syncEnd", "late", 30);
      agenda.plan("syncEnd", "first", 10);
      agenda.plan("syncDue", "second", 10);
      agenda.plan("syncEnd", "third", 10);
      agenda.plan("syncEnd", "earliest", 5);
    });
    const expected = [
      "syncEnd earliest 5",
      "syncEnd first 10",
      "syncDue second 10",
      "syncEnd third 10",
      "syncEnd late 30",
    ];
    const reopened = new Agenda<AgendaKind>(state);
    reopened.open();
    expect(reopened.next()).toMatchObject({ subject: "earliest" });
    expect(drained(state, agenda)).toEqual(expected);
  });

  it("is in the same order when it is taken up from the state", () => {
    const { state, agenda } = opened();
    state.transaction(() => {
      for (const subject of ["a", "b", "c"]) agenda.plan("syncEnd", subject, 10);
      agenda.plan("syncEnd", "before", 9);
    });
    const reopened = new Agenda<AgendaKind>(state);
    reopened.open();
    expect(drained(state, reopened)).toEqual([
      "syncEnd before 9",
      "syncEnd a 10",
      "syncEnd b 10",
      "syncEnd c 10",
    ]);
  });

  it("holds one plan of a kind for a subject: the last one", () => {
    const { state, agenda } = opened();
    state.transaction(() => {
      agenda.plan("syncEnd", "a", 10);
      agenda.plan("syncDue", "a", 20);
      agenda.plan("syncEnd", "a", 30);
    });
    expect(agenda.dueAt("syncEnd", "a")).toBe(30);
    expect(drained(state, agenda)).toEqual(["syncDue a 20", "syncEnd a 30"]);
  });

  it("forgets what is cancelled", () => {
    const { state, agenda } = opened();
    state.transaction(() => {
      agenda.plan("syncEnd", "a", 10);
      agenda.plan("syncEnd", "b", 20);
      agenda.cancel("syncEnd", "a");
    });
    expect(agenda.dueAt("syncEnd", "a")).toBeUndefined();
    expect(drained(state, agenda)).toEqual(["syncEnd b 20"]);
  });

  it("stands as before when the transaction that changed it is undone", () => {
    const { state, agenda } = opened();
    state.transaction(() => {
      agenda.plan("syncEnd", "a", 10);
      agenda.plan("syncEnd", "b", 20);
    });
    expect(() =>
      state.transaction(() => {
        agenda.plan("syncEnd", "a", 99);
        agenda.cancel("syncEnd", "b");
        agenda.plan("syncEnd", "c", 1);
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(drained(state, agenda)).toEqual(["syncEnd a 10", "syncEnd b 20"]);
  });

  it("follows a restored state once it is opened again", () => {
    const { state, agenda } = opened();
    state.transaction(() => agenda.plan("syncEnd", "a", 10));
    const snapshot = state.snapshot();
    state.transaction(() => {
      agenda.cancel("syncEnd", "a");
      agenda.plan("syncEnd", "b", 5);
    });
    state.restore(snapshot);
    agenda.open();
    expect(drained(state, agenda)).toEqual(["syncEnd a 10"]);
  });

  it("does not grow with what is planned again and again", () => {
    const { state, agenda } = opened();
    for (let round = 0; round < 5000; round++) {
      state.transaction(() => agenda.plan("syncDue", "a", 1_000_000 - round));
      agenda.next();
    }
    const heldSize = agenda.heldEntries;
    expect(heldSize).toBeLessThan(1100);
    expect(agenda.next()).toMatchObject({ dueAtMs: 995_001 });
  });
});
