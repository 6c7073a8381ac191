import { describe, expect, it } from "vitest";
import { bodyFact } from "../../../server/src/facts/body";

const CREATION = { ref: "NewConnectorRequestV1" };

describe("what is known of a body", () => {
  it("has the settings of its service, all that must be there when it is made", () => {
    const { fields } = bodyFact(CREATION, "google_sheets", "creation");
    expect(fields?.["config"]?.required).toEqual(["schema", "table"]);
    expect(fields?.["config"]?.fields).toHaveProperty("sheet_id");
    expect(fields?.["auth"]?.fields).toHaveProperty("client_access");
  });

  it("demands no setting of a change", () => {
    const { fields } = bodyFact({ ref: "PrivateLinkUpdateRequest" }, "SNOWFLAKE_AWS", "update");
    expect(fields?.["config"]?.required).toBeUndefined();
    expect(fields?.["config"]?.fields).toHaveProperty("vpce_id");
  });

  it("has what only answers hold, and never credentials, in an answer", () => {
    const { fields } = bodyFact({ ref: "ConnectorResponseV1" }, "postgres", "answer");
    expect(fields?.["config"]?.fields).toHaveProperty("public_key");
    expect(fields).not.toHaveProperty("auth");
  });

  it.each(["made_up", undefined])("is open where the service is not known: %s", (service) => {
    const { fields } = bodyFact(CREATION, service, "creation");
    expect(fields?.["config"]).toEqual({ type: "object" });
    expect(fields?.["paused"]).toEqual({ type: "boolean" });
  });

  it("has the config of its type, or, where it does not say its type, what any has", () => {
    const configOf = (type: string | undefined, name = "New") =>
      bodyFact({ ref: `${name}TransformationRequest` }, type, name === "New" ? "creation" : "update")
        .fields?.["transformation_config"];
    expect(configOf("DBT_CORE")?.required).toEqual(["name", "project_id", "steps"]);
    expect(configOf("QUICKSTART")?.fields).not.toHaveProperty("steps");
    expect(configOf(undefined, "Update")?.required).toBeUndefined();
    expect(Object.keys(configOf(undefined, "Update")?.fields ?? {})).toEqual(
      expect.arrayContaining(["steps", "excluded_models"]),
    );
  });

  it("is the fact itself where nothing depends on anything", () => {
    const fact = { type: "object", fields: { a: { type: "string" } } } as const;
    expect(bodyFact(fact, "postgres", "creation")).toBe(fact);
  });
});
