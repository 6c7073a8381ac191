import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { name, exports } = JSON.parse(readFileSync(join(root, "core/package.json"), "utf8")) as {
  name: string;
  exports: Record<string, unknown>;
};
const entries = Object.keys(exports)
  .filter((subpath) => subpath !== "./package.json")
  .map((subpath) => `${name}${subpath.slice(1)}`);

/** Files that a fresh process has loaded after some code, in which Pulumi cannot be loaded. */
function loadedBy(code: string): string[] {
  const script = `
    const { Module } = require("node:module");
    const load = Module._load;
    Module._load = (request, ...rest) => {
      if (/^@pulumi\\/pulumi(?:\\/|$)/.test(request)) throw new Error("There is no " + request + " here.");
      return load(request, ...rest);
    };
    ${code};
    console.log(JSON.stringify(Object.keys(require.cache)));`;
  const printed = execFileSync(process.execPath, ["-e", script], {
    cwd: join(root, "test"),
    encoding: "utf8",
  });
  return (JSON.parse(printed) as string[]).map((file) => file.slice(root.length).replaceAll("\\", "/"));
}

describe("core", () => {
  it("is loaded where there is no Pulumi, with every handler: a command line needs none", () => {
    const modules = loadedBy(`
      for (const entry of ${JSON.stringify(entries)}) require(entry);
      const { handlerOf } = require("${name}/handlers");
      const kinds = require("node:fs").readdirSync("../core/src/handlers").filter((file) => file.endsWith(".ts"));
      for (const file of kinds) handlerOf(file[0].toUpperCase() + file.slice(1, -3))`);
    expect(modules.filter((file) => /@pulumi\/|provider\/dist/.test(file))).toEqual([]);
    expect(
      modules.filter((file) => /^core\/dist\/handlers\/[a-zA-Z]+\.js$/.test(file)).length,
    ).toBeGreaterThan(30);
  });

  it.each(entries)("makes sure by %s that it is the only copy", (entry) => {
    expect(loadedBy(`require("${entry}")`)).toContain("core/dist/onlyCopy.js");
  });
});
