import { VERSION } from "@pulumi-fivetran/sdk";
import { expect, it } from "vitest";
import manifest from "../../sdk/package.json" with { type: "json" };

it("is the version of the package", () => {
  expect(VERSION).toBe(manifest.version);
});
