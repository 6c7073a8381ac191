import type { ServiceFamily } from "@pulumi-fivetran/sdk/services";
import { describe, expect, it } from "vitest";
import { configChecks } from "../../../core/src/settings/serviceConfig";
import { formatPath } from "../../../core/src/values/propertyPath";
import { UNKNOWN } from "../../../core/src/values/unknown";

const notices = (inputs: Record<string, unknown>, family: ServiceFamily = "connection"): string[] =>
  (configChecks(inputs, family).notices ?? []).map(({ path, message }) => `${formatPath(path)} ${message}`);

describe("configChecks", () => {
  it("[3.7] [6 Validation] warns of a key that the service does not have, with the nearest that it has", () => {
    const config = { host: "h", databse: "d", updateMethod: "XMIN" };
    expect(notices({ service: "postgres", config })).toEqual([
      "config.databse is no setting of 'postgres' that this version knows, and is sent as it is; did you mean 'database'?",
      "config.updateMethod is no setting of 'postgres' that this version knows, and is sent as it is; did you mean 'update_method'?",
    ]);
  });

  it("tells a source's settings from a destination's", () => {
    const inputs = { service: "snowflake", config: { host: "h", database: "d", port: 443 } };
    expect(notices(inputs, "destination")).toEqual([]);
  });

  it("knows the settings of services for logs and of private links", () => {
    const config = { region: "EU", apiKey: "k" };
    expect(notices({ service: "datadog_log", config }, "log")).toEqual([
      "config.apiKey is no setting of 'datadog_log' that this version knows, and is sent as it is; did you mean 'api_key'?",
    ]);
    const link = { private_connection_service_id: "p", private_conection: "q" };
    expect(notices({ service: "SOURCE_GCP", config: link }, "privateLink").join()).toContain(
      "config.private_conection is no setting of 'SOURCE_GCP'",
    );
  });

  it("warns of a service that this version does not know, and checks nothing of it", () => {
    expect(notices({ service: "postgress", config: { anything: 1 } })).toEqual([
      "service 'postgress' is no service that this version knows, so its settings are not checked; did you mean 'postgres'?",
    ]);
  });

  it("says nothing of what is not known yet", () => {
    expect(notices({ service: UNKNOWN, config: { anything: 1 } })).toEqual([]);
    expect(notices({ service: "postgres", config: UNKNOWN })).toEqual([]);
    expect(notices({ service: "postgres", config: { host: UNKNOWN } })).toEqual([]);
  });

  it("refuses naming keys in the config of a connector, where another argument is their home", () => {
    const { failures } = configChecks({ service: "postgres", config: { schema_prefix: "p" } }, "connection");
    expect(failures).toEqual([
      { path: ["config", "schema_prefix"], reason: "belongs in `destinationSchema.prefix`" },
    ]);
  });

  it("leaves a setting alone that only is called like one of them", () => {
    const inputs = { service: "db2luw", config: { schema: "s", schema_prefix: "p" } };
    const { failures = [], notices: found } = configChecks(inputs, "connection");
    expect(failures.map(({ path }) => formatPath(path))).toEqual(["config.schema_prefix"]);
    expect(found).toEqual([]);
  });

  it("warns of what stands in answers only, in place of an unknown key", () => {
    expect(notices({ service: "postgres", config: { host: "h", public_key: "k" } })).toEqual([
      "config.public_key is what Fivetran answers for 'postgres', not a setting, and is sent as it is; take it out",
    ]);
  });

  it("warns of what the document demands and is not given", () => {
    // Today it demands something of private links only, which are no resource yet.
    const missing = (config: unknown): string[] =>
      (configChecks({ service: "SNOWFLAKE_AWS", config }, "privateLink").notices ?? []).map(
        ({ path, message }) => `${formatPath(path)} ${message}`,
      );
    const demanded = (key: string): string =>
      `config.${key} is not given, although Fivetran's document demands it of 'SNOWFLAKE_AWS'`;
    expect(missing({})).toEqual([demanded("account_url"), demanded("vpce_id")]);
    expect(missing(undefined)).toHaveLength(2);
    expect(missing({ account_url: UNKNOWN, vpce_id: "v" })).toEqual([]);
    expect(missing(UNKNOWN)).toEqual([]);
    expect(notices({ service: "postgres", config: {} })).toEqual([]);
  });

  it("says nothing of an enum's values: the document lags behind", () => {
    expect(notices({ service: "postgres", config: { update_method: "A_NEW_ONE" } })).toEqual([]);
  });

  it("refuses the mask as a value, wherever it stands", () => {
    const inputs = { service: "postgres", config: { password: "******" }, auth: { a: { b: "******" } } };
    const { failures = [] } = configChecks(inputs, "connection");
    expect(failures.map(({ path }) => formatPath(path))).toEqual(["config.password", "auth.a"]);
  });
});
