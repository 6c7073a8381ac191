import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { withExtraConfig } from "../../../provider/src/dynamic/extraConfig";
import { withSecrets } from "../../../provider/src/dynamic/secretInputs";

const resolved = (value: unknown): Promise<unknown> => {
  const known: pulumi.Output<unknown> = pulumi.output(value);
  return new Promise((resolve) => known.apply(resolve));
};

describe("withExtraConfig", () => {
  it("makes it a part of config, where it is the stronger one", () => {
    const args = { service: "s", config: { host: "h", port: 1 }, extraConfig: { port: 2, brand_new: true } };
    expect(withExtraConfig("fivetran.Thing 't'", args)).toEqual({
      service: "s",
      config: { host: "h", port: 2, brand_new: true },
    });
    expect(withExtraConfig("fivetran.Thing 't'", { extraConfig: { brand_new: true } })).toEqual({
      config: { brand_new: true },
    });
    expect(withExtraConfig("fivetran.Thing 't'", { config: { host: "h" } })).toEqual({
      config: { host: "h" },
    });
  });

  it("leaves the secrets in it to the same policy, leaf by leaf", async () => {
    const args = withExtraConfig("fivetran.Thing 't'", {
      service: "s",
      config: { host: "h" },
      extraConfig: { new_token: "t" },
    });
    const config = withSecrets(args, ["config"])["config"] as Record<string, unknown>;
    expect(config["host"]).toBe("h");
    expect(await pulumi.isSecret(config["new_token"] as pulumi.Output<string>)).toBe(true);
  });

  it.each([
    ["config", { config: pulumi.output({ host: "h" }), extraConfig: { more: 1 } }],
    ["extraConfig", { config: { host: "h" }, extraConfig: Promise.resolve({ more: 1 }) }],
  ])("waits for %s when that is an Output or a Promise", async (_which, args) => {
    const { config, ...rest } = withExtraConfig("fivetran.Thing 't'", args);
    expect(rest).toEqual({});
    expect(pulumi.Output.isInstance(config)).toBe(true);
    expect(await resolved(config)).toEqual({ host: "h", more: 1 });
  });

  it("is as if it were not there when it is an Output of undefined", async () => {
    const known = withExtraConfig("fivetran.Thing 't'", {
      config: { host: "h" },
      extraConfig: pulumi.output(undefined),
    });
    expect(await resolved(known["config"])).toEqual({ host: "h" });
    const neither = withExtraConfig("fivetran.Thing 't'", {
      config: undefined,
      extraConfig: pulumi.output(undefined),
    });
    expect(await resolved(neither["config"])).toBeUndefined();
  });

  it("says so when it is no object, and leaves it to the check when config is none", () => {
    expect(() => withExtraConfig("fivetran.Thing 't'", { extraConfig: "text" })).toThrow(
      "fivetran.Thing 't': extraConfig must be an object",
    );
    expect(() => withExtraConfig("fivetran.Thing 't'", { extraConfig: ["list"] })).toThrow(
      "fivetran.Thing 't': extraConfig must be an object",
    );
    expect(withExtraConfig("fivetran.Thing 't'", { config: "text", extraConfig: {} })).toEqual({
      config: "text",
    });
  });
});
