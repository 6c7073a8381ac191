import {
  customService,
  isSecretPath,
  isSecretSetting,
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
      secretPaths: [
        "auth",
        "config.client_private_key",
        "config.client_public_certificate",
        "config.password",
      ],
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
    expect(families.map((family) => serviceIds(family).length)).toEqual([773, 37, 8, 13]);
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
    ["named so, of a service that is not known", "new_service", ["config", "password"], true],
    ["below such a name, in a list", "new_service", ["config", "secrets", 0, "value"], true],
    ["named so, and not yet known of the service", "postgres", ["config", "new_token"], true],
    ["below a known secret", "github", ["config", "pats", 1], true],
    ["an ordinary setting of a service that is not known", "new_service", ["config", "host"], false],
    ["a switch that is named so", "snowflake_db", ["config", "is_private_key_encrypted"], false],
    ["one of known values that is named so", "webhooks", ["config", "signature_encoding"], false],
  ] as const)("%s", (_why, service, path, secret) => {
    expect(isSecretPath("connection", service, path)).toBe(secret);
  });

  it("is known for each string of every service that the document marks", () => {
    expect(serviceMetadata("destination", "managed_data_lake")?.secretPaths).toContain(
      "config.polaris_catalog_configuration.client_secret",
    );
  });
});

describe("a secret setting of whatever family", () => {
  it.each([
    ["a destination's, by its metadata", "managed_data_lake", ["config", "tenant_id"], false],
    ["a connection's, by its metadata", "azure_sql_db", ["config", "tenant_id"], true],
    [
      "a switch that is named so, in the families that have the service",
      "snowflake",
      ["config", "is_private_key_encrypted"],
      false,
    ],
    ["without a service, by its name", undefined, ["config", "api_key"], true],
    ["without a service, an ordinary one", undefined, ["config", "auth"], false],
  ] as const)("%s", (_why, service, path, secret) => {
    expect(isSecretSetting(service, path)).toBe(secret);
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
