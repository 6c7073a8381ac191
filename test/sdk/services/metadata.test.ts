import {
  customService,
  isSecretPath,
  knownKeys,
  serviceIds,
  serviceMetadata,
  serviceModel,
} from "@pulumi-fivetran/sdk/services";
import { describe, expect, it } from "vitest";

describe("the metadata of a service", () => {
  it("says what a connection service needs, hides and adds", () => {
    expect(serviceMetadata("connection", "postgres")).toEqual({
      naming: "schemaPrefix",
      secretPaths: ["auth", "config.client_private_key", "config.password"],
      readOnlyPaths: ["config.public_key"],
      enums: {
        "config.auth_method": ["AWS_IAM", "CLIENT_CERTIFICATE", "ENTRA_ID", "PASSWORD"],
        "config.connection_type": ["Directly", "PrivateLink", "ProxyAgent", "SshTunnel"],
        "config.update_method": ["QUERY_BASED", "TELEPORT", "WAL", "WAL_PGOUTPUT", "XMIN"],
      },
      required: ["config.schema_prefix"],
    });
  });

  it.each([
    ["connection", "15five", "schema", ["config.schema"]],
    ["connection", "google_sheets", "schemaTable", ["config.schema", "config.table"]],
    ["destination", "snowflake", undefined, []],
    ["log", "splunkLog", undefined, []],
    ["privateLink", "SOURCE_GCP", undefined, ["config.private_connection_service_id"]],
  ] as const)("of the %s %s tells the naming and what is required", (family, service, naming, required) => {
    expect(serviceMetadata(family, service)?.naming).toBe(naming);
    expect(serviceMetadata(family, service)?.required).toEqual(required);
  });

  it("is absent for a service that this version does not know", () => {
    for (const service of ["new_service", "constructor", "__proto__", ""]) {
      expect(serviceMetadata("connection", service)).toBeUndefined();
      expect(serviceModel("destination", service)).toBeUndefined();
      expect(knownKeys("log", service)).toBeUndefined();
    }
  });

  it("exists for every service of every family", () => {
    const families = ["connection", "destination", "log", "privateLink"] as const;
    expect(families.map((family) => serviceIds(family).length)).toEqual([773, 37, 7, 13]);
    for (const family of families) {
      for (const service of serviceIds(family)) {
        expect(serviceModel(family, service)?.naming).toBe(serviceMetadata(family, service)?.naming);
      }
    }
  });
});

describe("a secret path", () => {
  it.each([
    ["marked by Fivetran", "postgres", ["config", "password"], true],
    ["not marked, but named so", "friendbuy", ["config", "api_key"], true],
    ["in a list of secrets", "aws_lambda", ["config", "secrets_list", 0, "value"], true],
    ["under auth, whatever its name", "google_ads", ["auth", "client_access", "client_id"], true],
    ["under auth of a service that is not known", "new_service", ["auth", "anything"], true],
    ["an ordinary setting", "postgres", ["config", "host"], false],
    ["a name that begins like auth", "postgres", ["authority"], false],
    ["a setting of a service that is not known", "new_service", ["config", "password"], false],
  ] as const)("%s", (_why, service, path, secret) => {
    expect(isSecretPath("connection", service, path)).toBe(secret);
  });

  it("is known for each string of every service that the document marks", () => {
    expect(serviceMetadata("destination", "managed_data_lake")?.secretPaths).toContain(
      "config.polaris_catalog_configuration.client_secret",
    );
  });
});

describe("the known keys", () => {
  it("of config hold the naming keys and no read-only one", () => {
    expect(knownKeys("connection", "postgres")).toEqual(expect.arrayContaining(["host", "schema_prefix"]));
    expect(knownKeys("connection", "postgres")).not.toContain("public_key");
  });

  it("are not known where the document leaves them open", () => {
    expect(knownKeys("destination", "clickhouse")).toBeUndefined();
    expect(knownKeys("connection", "postgres", "auth")).toBeUndefined();
    expect(knownKeys("connection", "google_ads", "auth")).toContain("client_access");
  });
});

describe("a custom service", () => {
  it("is its name", () => {
    expect(customService("new_service")).toBe("new_service");
  });
});
