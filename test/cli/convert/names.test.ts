import { describe, expect, it } from "vitest";
import { identifierOf, Names, slugOf } from "../../../cli/src/convert/names";

describe("names", () => {
  it("makes words of what accounts hold", () => {
    expect(slugOf("Order items (EU)")).toBe("order-items-eu");
    expect(slugOf("***")).toBe("unnamed");
    expect(slugOf("https://hooks.acme.com/f")).toBe("hooks-acme-com-f");
    expect(identifierOf("Order items (EU)")).toBe("orderItemsEu");
    expect(identifierOf("7shifts")).toBe("_7shifts");
    expect(identifierOf("données de 東京")).toBe("donnéesDe東京");
  });

  it("gives each name once, and none that the language or a file needs", () => {
    const names = Names.ofConstants();
    const given = ["class", "orders", "orders", "Orders", "config", "groups"].map((each) => names.take(each));
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(given.length);
    expect(given).not.toContain("class");
    expect(given).not.toContain("config");
    expect(given[1]).toBe("orders");
  });

  it("makes an identifier of any text", () => {
    for (let code = 1; code < 2_000; code += 1)
      expect(
        () => new Function(`const ${Names.ofConstants().take(identifierOf(String.fromCharCode(code)))} = 1;`),
      ).not.toThrow();
  });
});
