import { describe, expect, it } from "vitest";
import { columnNames, nameFor } from "../../../cli/src/runner/names";

describe("nameFor", () => {
  it.each([
    ["CustomerId", "customer_id"],
    ["HTTPServerName", "http_server_name"],
    ["already_fine", "already_fine"],
    ["with space-and.dots", "with_space_and_dots"],
    ["2fast", "_2fast"],
    ["Größe", "gro_e"],
    ["Éclair", "eclair"],
  ])("makes %s %s", (name, expected) => {
    expect(nameFor(name, "fivetran")).toBe(expected);
    expect(nameFor(name, "source")).toBe(name);
  });
});

describe("columnNames", () => {
  it("refuses two columns that would have one name", () => {
    expect([...columnNames(["Id", "FullName"], "fivetran", "t")]).toEqual([
      ["Id", "id"],
      ["FullName", "full_name"],
    ]);
    expect(() => columnNames(["userId", "user_id"], "fivetran", "t")).toThrow("'userId' and 'user_id'");
    expect(() => columnNames(["ID", "id"], "source", "t")).toThrow("'ID' and 'id'");
  });
});
