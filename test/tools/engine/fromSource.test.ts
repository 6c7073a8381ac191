import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { versionInModule } from "../../../tools/engine/fromSource.ts";
import { isAtLeast, MINIMUM_VERSION } from "../../../tools/engine/version.ts";

describe("versionInModule", () => {
  it("reads our own go.mod, which asks for an engine that is new enough", () => {
    const goMod = readFileSync(
      fileURLToPath(new URL("../../../tools/engine/go.mod", import.meta.url)),
      "utf8",
    );
    expect(isAtLeast(versionInModule(goMod), MINIMUM_VERSION)).toBe(true);
  });

  it("reads the command's module, and no other whose name begins alike", () => {
    const goMod =
      "require (\n\tgithub.com/pulumi/pulumi/pkg/v3/other v3.1.0\n\tgithub.com/pulumi/pulumi/pkg/v3 v3.2.0 // indirect\n)\n";
    expect(versionInModule(goMod)).toBe("3.2.0");
    expect(() => versionInModule("module x\n")).toThrow("does not require github.com/pulumi/pulumi/pkg/v3");
  });
});
