import { describe, expect, it } from "vitest";
import { jsonText } from "../../../cli/src/output/machineText";
import { withoutSecrets } from "../../../cli/src/output/masked";
import { selected } from "../../../cli/src/output/select";

describe("results that are shown", () => {
  it("hold no secret of a service's settings, should the API return one", () => {
    const connection = {
      id: "one",
      service: "postgres",
      config: {
        host: "db",
        password: "hush",
        secrets_list: [{ key: "a", value: "hush" }],
        update_method: "XMIN",
      },
      auth: { client_access: { client_secret: "hush" } },
    };
    const shown = JSON.stringify(withoutSecrets([connection]));
    expect(shown).not.toContain("hush");
    expect(shown).toContain('"host":"db"');
    expect(shown).toContain('"update_method":"XMIN"');
  });

  it("are selected by a path", () => {
    const value = { items: [{ id: 1, tags: ["a"] }, { id: 2 }], "0": "zero" };
    expect(selected(value, "items[].id")).toEqual([1, 2]);
    expect(selected(value, "items.1.id")).toEqual([2]);
    expect(selected(value, "items.*.tags.0")).toEqual(["a"]);
    expect(selected([value], "[].0")).toEqual(["zero"]);
    expect(selected(value, "nothing.there")).toEqual([]);
  });

  it.each([[{}], [[]], [{ a: [], b: [{ c: 'x,":{[' }, 1, null], d: { e: -1.5e10 } }], [[[1], [], [[2]]]]])(
    "%j is indented as JSON.stringify does it",
    (value) => {
      expect(jsonText(value, true)).toBe(JSON.stringify(value, null, 2));
    },
  );
});
