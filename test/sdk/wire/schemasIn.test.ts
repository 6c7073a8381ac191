import { describe, expect, it, vi } from "vitest";
import { schemasIn } from "../../../sdk/src/wire/schemasIn.ts";

describe("schemasIn", () => {
  it("loads the module when a schema is asked for, and not before", async () => {
    const load = vi.fn(() => Promise.resolve({ group: "the schema of a group", groups: "of a page" }));
    const answers = schemasIn(load);
    const group = answers("group");
    expect(load).not.toHaveBeenCalled();
    expect(await group()).toBe("the schema of a group");
    expect(load).toHaveBeenCalledOnce();
  });
});
