import { describe, expect, it } from "vitest";
import type { Service } from "../../../tools/generate/services.ts";
import { typeNameOf, typesText } from "../../../tools/generate/types.ts";

const textOf = (...services: Service[]): string =>
  typesText({
    services,
    maps: [{ name: "Configs", comment: "All.", suffix: "Config", part: ({ config }) => config }],
  });

describe("the text of types", () => {
  it("has an interface a service, and a map of them", () => {
    const text = textOf({
      id: "shop_db",
      naming: "schemaTable",
      config: {
        type: "object",
        required: ["host"],
        fields: {
          host: { type: "string" },
          mode: { type: "string", enum: ["A", "B"] },
          "odd-key": { type: "array", items: { type: "object", fields: { port: { type: "integer" } } } },
          open: { type: "object" },
        },
      },
    });
    expect(text).toContain(
      `interface ShopDbConfig extends NamedBySchemaAndTable {
  host: string;
  mode?: "A" | "B" | (string & {});
  "odd-key"?: Array<{
    port?: number;
  }>;
  open?: Record<string, unknown>;
}

/** All. */
export interface Configs {
  shop_db: ShopDbConfig;
}
`,
    );
  });

  it("leaves a config open of which nothing is known", () => {
    expect(textOf({ id: "x", config: { type: "object" } })).toContain("x: Record<string, unknown>;");
  });

  it("is refused when two services would share a name", () => {
    const config = { type: "object", fields: { a: {} } };
    expect(() => textOf({ id: "a_b", config }, { id: "a__b", config })).toThrow("'ABConfig'");
  });

  it.each([
    ["adobe_analytics", "AdobeAnalytics"],
    ["15five", "Service15five"],
    ["splunkLog", "SplunkLog"],
    ["SNOWFLAKE_AWS", "SnowflakeAws"],
  ])("names %s %s", (service, name) => {
    expect(typeNameOf(service)).toBe(name);
  });
});
