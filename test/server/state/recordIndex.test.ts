import { describe, expect, it } from "vitest";
import type { Collections } from "../../../server/src/records/collections";
import { RecordIndex } from "../../../server/src/state/recordIndex";
import { State } from "../../../server/src/state/state";
import { memoryStore } from "../../../server/src/store/memoryStore";

const group = (id: string, name: string) => ({ id, name, createdAt: "2026-01-01T00:00:00.000000Z" });

describe("an index", () => {
  it("finds what was there before it and what came after, in the order of creation", () => {
    const state = new State<Collections>(memoryStore());
    state.transaction(() => state.put("groups", "b", group("b", "blue")));
    const index = new RecordIndex(state, "groups", ({ name }) => name);
    state.transaction(() => {
      state.put("groups", "a", group("a", "blue"));
      state.put("groups", "c", group("c", "red"));
    });
    expect(index.with("blue").map(({ id }) => id)).toEqual(["b", "a"]);
    expect(index.with("green")).toEqual([]);
  });

  it("follows changes of the key, removals and what is undone", () => {
    const state = new State<Collections>(memoryStore());
    const index = new RecordIndex(state, "groups", ({ name }) => name);
    state.transaction(() => {
      state.put("groups", "a", group("a", "blue"));
      state.put("groups", "b", group("b", "blue"));
    });
    expect(() =>
      state.transaction(() => {
        state.put("groups", "a", group("a", "red"));
        state.remove("groups", "b");
        expect(index.with("red")).toHaveLength(1);
        expect(index.with("blue")).toHaveLength(0);
        throw new Error("refused");
      }),
    ).toThrow("refused");
    expect(index.with("red")).toEqual([]);
    expect(index.with("blue").map(({ id }) => id)).toEqual(expect.arrayContaining(["a", "b"]));
    state.restore([]);
    expect(index.with("blue")).toEqual([]);
  });
});
