import { describe, expect, it } from "vitest";
import {
  isKnownService,
  modelOf,
  namingKeysOf,
  namingOf,
  servicesOf,
} from "../../../server/src/facts/services";

describe("the facts of services", () => {
  it("know the services of each family", () => {
    const counts = (["connection", "destination", "log", "privateLink"] as const).map(
      (family) => servicesOf(family).length,
    );
    expect(counts).toEqual([773, 37, 8, 13]);
    expect(isKnownService("connection", "postgres")).toBe(true);
    expect(isKnownService("destination", "postgres")).toBe(false);
    expect(isKnownService("connection", "constructor")).toBe(false);
  });

  it.each([
    ["postgres", "schemaPrefix", ["schema_prefix"]],
    ["github", "schema", ["schema"]],
    ["google_sheets", "schemaTable", ["schema", "table"]],
    ["s3", "schemaTableGroup", ["schema", "table_group_name"]],
    ["made_up", undefined, undefined],
  ])("tell how a connection of %s is named", (service, naming, keys) => {
    expect(namingOf(service)).toBe(naming);
    expect(namingKeysOf(service)).toEqual(keys);
  });

  it("tell a service's settings", () => {
    expect(modelOf("connection", "postgres")?.config.fields?.["port"]).toEqual({ type: "integer" });
  });

  it("are not known for a service that is none", () => {
    expect(modelOf("connection", "made_up")).toBeUndefined();
  });
});
