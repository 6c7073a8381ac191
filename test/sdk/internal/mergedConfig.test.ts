import { describe, expect, it } from "vitest";
import { mergedConfig } from "../../../sdk/src/internal/mergedConfig";

describe("the config that is sent", () => {
  it("holds the extra settings, which win", () => {
    const config = { host: "old", port: 1 };
    const connection = { service: "s", config, extraConfig: { host: "new", more: true } };
    expect(mergedConfig(connection)).toEqual({
      service: "s",
      config: { host: "new", port: 1, more: true },
    });
    expect(config.host).toBe("old");
  });

  it("is the extra settings when there are no others, and absent when there are none", () => {
    expect(mergedConfig({ extraConfig: { a: 1 } })).toEqual({ config: { a: 1 } });
    const bare: { service: string; config?: object } = { service: "s" };
    expect(Object.keys(mergedConfig(bare))).toEqual(["service"]);
  });
});
