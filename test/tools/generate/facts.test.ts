import { describe, expect, it } from "vitest";
import type { OpenApiDocument, Schema } from "../../../tools/generate/document.ts";
import { type Fact, factOf, visitFields } from "../../../tools/generate/facts.ts";
import { metadataOf } from "../../../tools/generate/metadata.ts";

const document: OpenApiDocument = {
  paths: {},
  components: {
    schemas: {
      Base: {
        properties: { config: { type: "object", properties: { b: { type: "string", format: "password" } } } },
      },
      Naming: { properties: { config: { required: ["a"], properties: { a: { type: "string" } } } } },
    },
  },
};

describe("a fact", () => {
  it("holds no prose, even where a property is called like some", () => {
    const schema = {
      type: "object",
      description: "words",
      properties: { description: { type: "string", title: "T" } },
    };
    expect(factOf(document, schema as Schema)).toEqual({
      type: "object",
      fields: { description: { type: "string" } },
    });
  });

  it("merges what parts say of one object", () => {
    const refs = ["Base", "Naming"].map((name) => ({ $ref: `#/components/schemas/${name}` }));
    expect(factOf(document, { allOf: refs }).fields?.["config"]).toEqual({
      type: "object",
      required: ["a"],
      fields: { a: { type: "string" }, b: { type: "string", secret: true } },
    });
  });

  it("sorts the values of an enum, numbers by size", () => {
    expect(factOf(document, { enum: ["b", "a"] }).enum).toEqual(["a", "b"]);
    expect(factOf(document, { enum: [15, 1440, 5] }).enum).toEqual([5, 15, 1440]);
  });

  it("refers to a schema where it is asked to", () => {
    const names: string[] = [];
    const fact = factOf(document, { $ref: "#/components/schemas/Base" }, (name) => void names.push(name));
    expect([fact, names]).toEqual([{ ref: "Base" }, ["Base"]]);
  });

  it("refuses a field whose name would garble paths", () => {
    const fact = { fields: { "a.b": {} } };
    expect(() => visitFields(fact, "config", () => undefined)).toThrow("'a.b'");
  });
});

describe("metadata", () => {
  it("tells marked secrets from those that are only named so", () => {
    const fields: Record<string, Fact> = {
      api_token: { type: "string", secret: true },
      refresh_token: { type: "string" },
      token_url: { type: "string" },
      public_key: { type: "string" },
      is_secret: { type: "boolean" },
      secrets_list: { type: "array", items: { type: "object", fields: { value: { type: "string" } } } },
      auth_type: { type: "string", enum: ["KEY"] },
    };
    expect(
      metadataOf({
        id: "x",
        naming: "schema",
        config: { type: "object", fields },
        readOnly: { type: "object", fields: { fingerprint: { type: "string" } } },
      }),
    ).toEqual({
      naming: "schema",
      marked: ["config.api_token"],
      named: ["config.public_key", "config.refresh_token", "config.secrets_list[].value", "config.token_url"],
      plain: ["config.is_secret"],
      readOnly: ["config.fingerprint"],
      enums: { "config.auth_type": ["KEY"] },
    });
  });
});
