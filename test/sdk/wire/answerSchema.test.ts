import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import { apiObject, named, nullable, openEnum, optional, page } from "../../../sdk/src/wire/answerSchema.ts";

describe("apiObject", () => {
  const thing = apiObject({
    groupId: z.string(),
    kind: openEnum<"a" | "b" | (string & {})>(),
    dailyTime: optional(z.string()),
    endedAt: nullable(z.string()),
    userData: optional(named(z.unknown())),
  });

  it("has the type of what it reads", () => {
    expectTypeOf<z.infer<typeof thing>>().toEqualTypeOf<{
      groupId: string;
      kind: "a" | "b" | (string & {});
      dailyTime?: string;
      endedAt?: string | null;
      userData?: Record<string, unknown>;
    }>();
  });

  it("renames its own fields, and leaves those of the user alone", () => {
    expect(thing.parse({ group_id: "g", kind: "c", user_data: { snake_case: { and_below: 1 } } })).toEqual({
      groupId: "g",
      kind: "c",
      userData: { snake_case: { and_below: 1 } },
    });
  });

  it("takes null for absent, but where null means something", () => {
    const read = thing.parse({ group_id: "g", kind: "a", daily_time: null, ended_at: null, user_data: null });
    expect(Object.keys(read)).toEqual(["groupId", "kind", "endedAt"]);
  });

  it("refuses a field under the name it has here: the wire has another", () => {
    expect(thing.safeParse({ groupId: "g", kind: "a" }).error?.issues[0]?.path).toEqual(["group_id"]);
  });
});

describe("page", () => {
  it.each([
    [
      { items: ["a"], next_cursor: "c" },
      { items: ["a"], nextCursor: "c" },
    ],
    [{ items: [] }, { items: [] }],
    [{ items: [], next_cursor: null }, { items: [] }],
    [{ items: [], next_cursor: "" }, { items: [] }],
  ])("reads %j", (wire, expected) => {
    expect(page(z.string()).parse(wire)).toEqual(expected);
  });
});
