import { describe, expect, it } from "vitest";
import { documentOperations, operationFacts, schemaFact } from "../../../server/src/facts/operations";

describe("the facts of operations", () => {
  it("are those of the whole document", () => {
    expect(documentOperations()).toHaveLength(179);
  });

  it("are found by method and path, whatever the parameters are called", () => {
    expect(operationFacts("GET", "/v1/groups/{id}")?.id).toBe("group_details");
    // The document itself calls this one by two names.
    expect(operationFacts("DELETE", "/v1/users/{userId}")?.id).toBe("delete_user");
    expect(operationFacts("GET", "/v1/groups/{id}/moons")).toBeUndefined();
    expect(operationFacts("PUT", "/v1/groups/{id}")).toBeUndefined();
  });

  it("name schemas, which say whose settings they hold and what depends on a type", () => {
    expect(schemaFact("NewConnectorRequestV1").family).toBe("connection");
    expect(schemaFact("UpdateDestinationRequest").family).toBe("destination");
    expect(Object.keys(schemaFact("NewTransformationRequest").byType ?? {})).toEqual([
      "DBT_CORE",
      "QUICKSTART",
    ]);
    expect(() => schemaFact("Moon")).toThrow("no schema 'Moon'");
  });

  it("take names of schemas, tables and columns as the keys that they are", () => {
    expect(schemaFact("StandardConfigResponse").fields?.["schemas"]?.values).toEqual({
      ref: "SchemaConfigResponse",
    });
    expect(schemaFact("ResyncConnectorRequest").fields?.["scope"]?.values?.type).toBe("array");
  });
});
