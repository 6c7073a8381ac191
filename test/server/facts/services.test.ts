import { describe, expect, it } from "vitest";
import {
  isKnownService,
  isSecretPath,
  modelOf,
  namingKeysOf,
  namingOf,
  secretPathsOf,
  servicesOf,
} from "../../../server/src/facts/services";

describe("the facts of services", () => {
  it("know the services of each family", () => {
    const counts = (["connection", "destination", "log", "privateLink"] as const).map(
      (family) => servicesOf(family).length,
    );
    expect(counts).toEqual([773, 37, 7, 13]);
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

  it("tell a service's settings, and which of them are secrets", () => {
    expect(modelOf("connection", "postgres")?.config.fields?.["port"]).toEqual({ type: "integer" });
    const paths = secretPathsOf("connection", "aws_lambda");
    expect(paths).toContain("auth");
    expect(isSecretPath(paths, "config.secrets_list[].value")).toBe(true);
    expect(isSecretPath(paths, "config.secrets_list[].key")).toBe(false);
    expect(isSecretPath(paths, "config.region")).toBe(false);
    expect(isSecretPath(secretPathsOf("connection", "made_up"), "auth.client_access.token")).toBe(true);
    expect(secretPathsOf("connection", "made_up")).toEqual(["auth"]);
  });

  it("are not known for a service that is none", () => {
    expect(modelOf("connection", "made_up")).toBeUndefined();
  });
});
