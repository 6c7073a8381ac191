import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { noteUrns, urnOf } from "../../../provider/src/dynamic/urns";

const require = createRequire(import.meta.url);

interface Message {
  setUrn(urn: string): void;
  setProperties(properties: unknown): void;
  getProperties(): { toJavaScript(): object } | undefined;
}

describe("urnOf", () => {
  it("knows the URN of the request that properties came with, and of nothing else", () => {
    const { CreateRequest } = require("@pulumi/pulumi/proto/provider_pb") as {
      CreateRequest: new () => Message;
    };
    const { Struct } = createRequire(require.resolve("@pulumi/pulumi"))(
      "google-protobuf/google/protobuf/struct_pb.js",
    ) as { Struct: { fromJavaScript(value: object): object } };
    const struct = Struct.fromJavaScript({ name: "a" });
    noteUrns();
    noteUrns();
    const request = new CreateRequest();
    expect(request.getProperties()).toBeUndefined();
    request.setUrn("urn:pulumi:s::p::t::orders");
    request.setProperties(struct);
    const properties = request.getProperties()?.toJavaScript() ?? {};
    expect(properties).toEqual({ name: "a" });
    expect(urnOf(properties)).toBe("urn:pulumi:s::p::t::orders");
    expect(urnOf({ name: "a" })).toBeUndefined();
  });
});
