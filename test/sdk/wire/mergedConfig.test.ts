import { describe, expect, it } from "vitest";
import { mergedChanges, mergedConfig } from "../../../sdk/src/wire/mergedConfig";

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

describe("the changes that are sent", () => {
  it("are those of config, the extra ones, and what else is given, without the service", () => {
    const changes = { service: "s", paused: true, config: { port: 1, host: null }, extraConfig: { more: 1 } };
    expect(mergedChanges(changes)).toEqual({ paused: true, config: { port: 1, host: null, more: 1 } });
  });

  it("have no config when none is given", () => {
    const changes: { service: string; paused: boolean; config?: object } = { service: "s", paused: true };
    expect(Object.keys(mergedChanges(changes))).toEqual(["paused"]);
  });
});
