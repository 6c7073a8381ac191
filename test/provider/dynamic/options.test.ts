import * as pulumi from "@pulumi/pulumi";
import * as fivetran from "pulumi-fivetran";
import { beforeAll, describe, expect, it } from "vitest";
import { refuseOptions } from "../../../provider/src/dynamic/options";

class Provider extends pulumi.ProviderResource {
  constructor(pkg: string) {
    super(pkg, pkg, {});
  }
}

describe("options that cannot work", () => {
  let bridged: Provider;
  let other: Provider;
  beforeAll(async () => {
    await pulumi.runtime.setMocks({
      newResource: ({ inputs }) => ({ id: "id", state: inputs as object }),
      call: () => ({}),
    });
    [bridged, other] = [new Provider("fivetran"), new Provider("aws")];
  });

  it("are refused, all of them at once, with what to use instead", () => {
    const options = { import: "a", id: "b", provider: bridged };
    expect(() => new fivetran.Group("g", { name: "n" }, options)).toThrow(
      /^fivetran\.Group 'g': the option `import` .*`adopt: "<id>"`.*; the option `id` .*; the option `provider` .*stack's configuration/,
    );
  });

  it("are refused on a component too, where the provider may be one of several", () => {
    for (const providers of [[other, bridged], { fivetran: bridged }]) {
      const args = { groupId: "g", service: "postgres", destinationSchema: { prefix: "p" } } as const;
      expect(() => new fivetran.Pipeline("p", args, { providers })).toThrow(
        "fivetran.Pipeline 'p': the option `providers` cannot work here",
      );
    }
  });

  it.each([
    ["none", undefined],
    ["none of ours", { providers: [] }],
    ["nothing said", { import: undefined, id: "" }],
    ["others", { protect: true, dependsOn: [], aliases: [{ name: "o" }], retainOnDelete: true }],
  ])("are not: %s", (_what, options) => {
    expect(() => {
      refuseOptions("Group", "g", options);
    }).not.toThrow();
  });

  it("are no concern of a provider of another package", () => {
    expect(() => {
      refuseOptions("Pipeline", "p", { providers: [other] });
    }).not.toThrow();
  });
});
