import { unknownSettings } from "@pulumi-fivetran/sdk/services";
import { describe, expect, it } from "vitest";

describe("unknown settings", () => {
  it("are none when the service knows all of them", () => {
    const config = { schema_prefix: "shop", host: "db.acme.com", port: 5432, update_method: "QUERY_BASED" };
    expect(unknownSettings("connection", "postgres", { config })).toEqual([]);
  });

  it("are keys that the service does not have", () => {
    const [problem, ...others] = unknownSettings("connection", "postgres", {
      config: { hots: "db.acme.com" },
    });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      kind: "key",
      path: "config.hots",
      nearest: "host",
      message: "'postgres' has no setting 'config.hots' that this version knows.",
    });
    expect(problem?.known).toContain("host");
  });

  it("have no nearest where none is near", () => {
    const [problem] = unknownSettings("connection", "postgres", { config: { zzzzzz: 1 } });
    expect(problem).not.toHaveProperty("nearest");
  });

  it("are values that are not in an enum; the message names those that are, and not the value", () => {
    const found = unknownSettings("connection", "postgres", { config: { update_method: "query-base" } });
    expect(found).toEqual([
      {
        kind: "value",
        path: "config.update_method",
        known: ["QUERY_BASED", "TELEPORT", "WAL", "WAL_PGOUTPUT", "XMIN"],
        nearest: "QUERY_BASED",
        message:
          "'config.update_method' of 'postgres' has a value that this version does not know. It knows QUERY_BASED, TELEPORT, WAL, WAL_PGOUTPUT, XMIN.",
      },
    ]);
  });

  it("are found in lists and below auth, and no value is shown", () => {
    const found = unknownSettings("connection", "google_ads", {
      config: { reports: [{ table: "t", tabel: "u" }] },
      auth: { client_access: { client_id: "id", clientSecret: "hunter22" } },
    });
    expect(found.map(({ path }) => path)).toEqual([
      "config.reports[].tabel",
      "auth.client_access.clientSecret",
    ]);
    expect(JSON.stringify(found)).not.toContain("hunter22");
  });

  it("are not looked for where the document is silent, nor in null and in what Fivetran will refuse itself", () => {
    expect(unknownSettings("destination", "clickhouse", { config: { anything: 1 } })).toEqual([]);
    expect(unknownSettings("connection", "postgres", { auth: { anything: 1 } })).toEqual([]);
    expect(
      unknownSettings("connection", "postgres", { config: { host: null, update_method: null } }),
    ).toEqual([]);
    expect(unknownSettings("connection", "postgres", {})).toEqual([]);
  });

  it("are the service itself, when it is not known", () => {
    expect(unknownSettings("connection", "new_service", { config: { a: 1 } })).toEqual([
      {
        kind: "service",
        path: "service",
        known: [],
        message: "This version does not know the service 'new_service'; its settings are not checked.",
      },
    ]);
    const [slip] = unknownSettings("destination", "snowflak", {});
    expect(slip).toMatchObject({ kind: "service", nearest: "snowflake" });
  });
});
