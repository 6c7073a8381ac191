import { describe, expect, it } from "vitest";
import { asFound, membersFrom, planOf, stillAnswered } from "../../../../core/src/handlers/members/list";

/** Fivetran takes older names of roles and may answer the newer ones. */
describe("a role that Fivetran answers by another name", () => {
  const declared = new Map([["ann", "Destination Administrator"]]);
  const live = new Map([["ann", "Manage Destination"]]);

  it("is kept as declared right after it was given, and is no difference from then on", () => {
    const { members, answered } = asFound(declared, live, new Set(["ann"]), {});
    expect([...members]).toEqual([["ann", "Destination Administrator"]]);
    expect(answered).toEqual({ ann: "Manage Destination" });
    expect(planOf(declared, live, answered).changes).toEqual([]);
    expect(asFound(declared, live, new Set(), answered)).toEqual({ members, answered });
  });

  it("is a difference where nobody has given it", () => {
    expect([...asFound(declared, live, new Set(), {}).members]).toEqual([["ann", "Manage Destination"]]);
    expect(planOf(declared, live, {}).changes).toEqual([
      { id: "ann", role: "Destination Administrator", from: "Manage Destination" },
    ]);
  });

  it("is forgotten once the program declares another", () => {
    const answered = { ann: "Manage Destination" };
    expect(stillAnswered(answered, declared, declared)).toEqual(answered);
    expect(stillAnswered(answered, declared, new Map([["ann", "Edit Destination"]]))).toEqual({});
  });
});

describe("membersFrom", () => {
  it("leaves out what is not known yet, and what is no entry", () => {
    const list = [
      { userId: "ann", role: "R" },
      { userId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" },
      "x",
      null,
    ];
    expect([...membersFrom(list, "userId")]).toEqual([["ann", "R"]]);
    expect(membersFrom(undefined, "userId").size).toBe(0);
  });
});
