import { describe, expect, it } from "vitest";
import {
  destinationFor,
  fileName,
  missingDestinationLines,
  missingLines,
  sourceFor,
} from "../../../engine/src/executor/standIns";
import { checkStandIns } from "../../../engine/src/executor/standInsFile";

const SHOP = {
  id: "crisp_falcon",
  schema: "shop",
  service: "postgres",
  groupId: "g1",
  groupName: "analytics",
  destinationService: "snowflake",
};

describe("what stands in for a connection", () => {
  const chosen = (...targets: Record<string, string>[]): string | undefined => {
    const sources = targets.map((target, index) => ({
      ...target,
      source: { type: "fixtures" as const, path: `/${index}` },
    }));
    const found = sourceFor(checkStandIns({ sources }, "", "/"), SHOP)?.source;
    return found?.type === "fixtures" ? found.path : undefined;
  };

  it("is the entry that names most: a connection before a group, a group before a service", () => {
    expect(chosen({}, { service: "postgres" }, { group: "analytics" }, { connection: "shop" })).toBe("/3");
    expect(chosen({}, { service: "postgres" }, { group: "g1" })).toBe("/2");
    expect(chosen({}, { service: "postgres" })).toBe("/1");
    expect(chosen({ connection: "crisp_falcon" }, { service: "postgres", group: "analytics" })).toBe("/0");
    expect(chosen({ service: "postgres" }, { service: "postgres" })).toBe("/0");
  });

  it("is nothing where what an entry names does not agree", () => {
    expect(chosen({ connection: "crm" }, { service: "postgres", group: "sales" })).toBeUndefined();
  });

  it("the lines that lack are a file that names it", () => {
    const lines = missingLines({ sources: [], destinations: [] }, { ...SHOP, schema: "../etc/x y" }, false);
    expect(lines).toContain("path: ./fixtures/__etc_x_y");
    const standIns = checkStandIns(
      { destinations: [{ group: "g1", destination: { type: "duckdb", path: "x" } }] },
      "",
      "/",
    );
    expect(missingLines(standIns, SHOP, false)).not.toContain("destinations");
    expect(destinationFor(standIns, SHOP)?.group).toBe("g1");
    const destination = { id: "g2", groupName: "sales", service: "snowflake", config: {} };
    expect(missingDestinationLines(standIns, destination)).toBe(
      'destinations:\n  - group: "sales"\n    destination: { type: duckdb, path: ./sales.duckdb }',
    );
  });

  it("file names lead nowhere else", () => {
    expect(["a b", "..", ".x", "a/b", "ä"].map(fileName)).toEqual(["a_b", "_", "_x", "a_b", "_"]);
  });
});
