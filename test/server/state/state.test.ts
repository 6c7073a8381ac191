import { describe, expect, it } from "vitest";
import type { Collections } from "../../../server/src/records/collections";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";
import type { Change } from "../../../server/src/store/store";

const group = (id: string, name = id) => ({ id, name, createdAt: "2026-01-01T00:00:00.000000Z" });

describe("the state", () => {
  it("commits a transaction as one, and nothing when nothing changed", () => {
    const commits: (readonly Change[])[] = [];
    const commit = (changes: readonly Change[]): Promise<void> => {
      commits.push(changes);
      return Promise.resolve();
    };
    const state = new State<Collections>({ ...memoryStore(), commit });
    state.transaction(() => {
      state.put("groups", "a", group("a"));
      state.transaction(() => state.put("groups", "b", group("b")));
      state.remove("groups", "never there");
    });
    state.transaction(() => state.get("groups", "a"));
    expect(commits.map((changes) => changes.map(({ id }) => id))).toEqual([["a", "b"]]);
    expect(state.commits).toBe(1);
  });

  it("takes back a transaction that fails, and commits nothing of it", () => {
    const state = new State<Collections>({
      ...memoryStore(),
      commit: () => Promise.reject(new Error("not asked for")),
    });
    expect(() =>
      state.transaction(() => {
        state.put("groups", "a", group("a"));
        state.put("groups", "a", group("a", "again"));
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(state.get("groups", "a")).toBeUndefined();
    expect(state.commits).toBe(0);
  });

  it("takes back changes and removals to what was before", () => {
    const state = new State<Collections>(memoryStore());
    state.transaction(() => {
      state.put("groups", "a", group("a"));
      state.put("groups", "b", group("b"));
    });
    const before = state.snapshot();
    expect(() =>
      state.transaction(() => {
        state.put("groups", "b", group("b", "other"));
        state.remove("groups", "b");
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(state.snapshot()).toEqual(before);
  });

  it("is changed in a transaction only", () => {
    const state = new State<Collections>(memoryStore());
    expect(() => state.put("groups", "a", group("a"))).toThrow("in a transaction only");
  });
});

describe("effects after a commit", () => {
  it("run once the outermost transaction is committed, in their order", () => {
    const state = new State<Collections>(memoryStore());
    const seen: string[] = [];
    state.transaction(() => {
      state.transaction(() => {
        state.put("groups", "a", group("a"));
        state.afterCommit(() => seen.push(`first, ${state.commits} committed`));
      });
      state.afterCommit(() => seen.push("second"));
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual(["first, 1 committed", "second"]);
    state.transaction(() => undefined);
    expect(seen).toHaveLength(2);
  });

  it("never run for what is undone, and may change the state themselves", () => {
    const state = new State<Collections>(memoryStore());
    const seen: string[] = [];
    expect(() =>
      state.transaction(() => {
        state.afterCommit(() => seen.push("undone"));
        throw new Error("refused");
      }),
    ).toThrow("refused");
    state.transaction(() =>
      state.afterCommit(() => state.transaction(() => state.put("groups", "a", group("a")))),
    );
    expect(seen).toEqual([]);
    expect(state.has("groups", "a")).toBe(true);
  });

  it("belong to a transaction", () => {
    expect(() => new State<Collections>(memoryStore()).afterCommit(() => undefined)).toThrow(
      "belong to a transaction",
    );
  });
});

describe("what could not be written", () => {
  /** A store that fails when it is told to, all that waits at once. */
  function failingStore() {
    let fail = (): void => undefined;
    const rejects: ((error: Error) => void)[] = [];
    const store = {
      ...memoryStore(),
      commit: () => new Promise<void>((_, reject) => rejects.push(reject)),
      onFailure: (listener: () => void) => {
        fail = listener;
      },
    };
    return {
      store,
      fail: () => {
        fail();
        for (const reject of rejects.splice(0)) reject(new Error("disk full"));
      },
    };
  }

  it("is taken back, newest first, with what was built on it; what holds a view of the state is told", async () => {
    const { store, fail } = failingStore();
    const state = new State<Collections>(store);
    const told: string[] = [];
    state.onTakeBack(() => told.push(`${state.count("groups")} groups`));
    state.transaction(() => state.put("groups", "a", group("a")));
    state.transaction(() => state.put("groups", "a", group("a", "again")));
    state.transaction(() => state.remove("groups", "a"));
    fail();
    expect(state.snapshot()).toEqual([]);
    expect(told).toEqual(["0 groups"]);
    await new Promise(setImmediate);
    fail();
    expect(told).toHaveLength(1);
  });

  it("leaves what was durable before", async () => {
    const { store, fail } = failingStore();
    const state = new State<Collections>({ ...store, commit: () => Promise.resolve() });
    state.transaction(() => state.put("groups", "kept", group("kept")));
    await Promise.resolve();
    fail();
    expect(state.has("groups", "kept")).toBe(true);
  });
});
