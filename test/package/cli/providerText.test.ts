import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serializeFunction } from "@pulumi/pulumi/runtime/closure/serializeClosure.js";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const require = createRequire(import.meta.url);
const { KINDS } = require(join(root, "cli/dist/convert/kinds.js")) as { KINDS: readonly string[] };
const { providerText } = require(join(root, "cli/dist/convert/providerText.js")) as {
  providerText: (kind: string) => string;
};
const { shellOf } = require(join(root, "provider/dist/dynamic/shell.js")) as {
  shellOf: (kind: string) => object;
};

describe("the code of a dynamic resource in an import file", () => {
  it.each(KINDS)("is what Pulumi makes of a program's, for %s", async (kind) => {
    const shell = shellOf(kind);
    const { text } = await serializeFunction(() => shell, { allowSecrets: true });
    expect(providerText(kind)).toBe(text);
  });

  it("is there for every resource of the provider", () => {
    const catalog = require("pulumi-fivetran") as Record<string, unknown>;
    const kinds = Object.keys(catalog).filter(
      (name) => /^[A-Z]/.test(name) && name !== "Pipeline" && typeof catalog[name] === "function",
    );
    expect(kinds.filter((kind) => !KINDS.includes(kind))).toEqual([]);
  });
});
