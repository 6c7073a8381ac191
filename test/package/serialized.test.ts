import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serializeFunction } from "@pulumi/pulumi/runtime/closure/serializeClosure.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const require = createRequire(import.meta.url);
const kinds = readdirSync(join(root, "provider/src/resources"))
  .filter((file) => file !== "arguments.ts")
  .map((file) => file.charAt(0).toUpperCase() + file.slice(1, -".ts".length));

interface Built {
  readonly shellOf: (kind: string) => object;
}

/** The text that Pulumi keeps in the state for one kind, made by a build of the package. */
async function serialized(shellFile: string, kind: string): Promise<string> {
  const { shellOf } = require(shellFile) as Built;
  const shell = shellOf(kind);
  const { text, containsSecrets } = await serializeFunction(() => shell, { allowSecrets: true });
  expect(containsSecrets).toBe(false);
  return text;
}

describe("what Pulumi serializes into the state", () => {
  const shell = join(root, "provider/dist/dynamic/shell.js");
  let again: string;
  beforeAll(() => {
    again = mkdtempSync(join(tmpdir(), "pulumi-fivetran-build-"));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const options = [
      "--outDir",
      again,
      "--composite",
      "false",
      "--incremental",
      "false",
      "--declaration",
      "false",
    ];
    const flags = [...options, "--declarationMap", "false", "--tsBuildInfoFile", "null"];
    execFileSync(process.execPath, [tsc, "-p", join(root, "provider"), ...flags], {
      cwd: root,
      stdio: "pipe",
    });
  });
  afterAll(() => {
    rmSync(again, { recursive: true, force: true });
  });

  it.each(kinds)("is at most 1.2 kB for %s and the same in two builds", async (kind) => {
    const text = await serialized(shell, kind);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1_200);
    expect(await serialized(join(again, "dynamic/shell.js"), kind)).toBe(text);
  });

  it("holds the kind, one require of the package, and nothing else: no path, no credential", async () => {
    process.env["FIVETRAN_API_KEY"] = "a-key-of-the-environment";
    process.env["FIVETRAN_API_SECRET"] = "a-secret-of-the-environment";
    const text = await serialized(shell, "Group");
    expect([...text.matchAll(/require\(("[^"]*")\)/g)].map(([, module]) => module)).toEqual([
      '"pulumi-fivetran/runtime"',
    ]);
    expect(text).not.toContain("of-the-environment");
    expect(text).not.toContain(root);
    expect(text.replaceAll('"Group"', '"Connector"')).toBe(await serialized(shell, "Connector"));
  });

  it("works in the host: one call of configure brings every method", () => {
    const text = execFileSync(
      process.execPath,
      [
        "-e",
        `const { shellOf } = require(${JSON.stringify(shell)});
         const shell = shellOf("Group");
         shell.configure({ config: { get: () => undefined } });
         console.log(Object.keys(shell).sort().join());`,
      ],
      { cwd: join(root, "test"), encoding: "utf8" },
    );
    expect(text.trim()).toBe("check,configure,create,delete,diff,read,update");
  });
});

describe("what a process loads", () => {
  /** Modules that a fresh process has loaded after some code. */
  function loadedBy(code: string): string[] {
    const script = `${code}; console.log(JSON.stringify(Object.keys(require.cache)))`;
    const printed = execFileSync(process.execPath, ["-e", script], {
      cwd: join(root, "test"),
      encoding: "utf8",
    });
    return (JSON.parse(printed) as string[]).map((file) => file.slice(root.length).replaceAll("\\", "/"));
  }

  it("the user's program: no axios, no zod, no client, no handler", () => {
    const modules = loadedBy('require("pulumi-fivetran")');
    expect(
      modules.filter((file) =>
        /node_modules\/(axios|zod|deep-diff)\/|^sdk\/dist\/(?!services\/|words\/|record\.js)|^core\/dist\/(?!fields\/|values\/|secrets\/|onlyCopy)|provider\/dist\/runtime/.test(
          file,
        ),
      ),
    ).toEqual([]);
    // One file a resource, a component, an action, an area of lookups and a way to declare connectors, each next to nothing, and little besides.
    const others = modules.filter((file) =>
      /^provider\/dist\/(?!resources\/|components\/|actions\/|lookups\/|connectors\/)/.test(file),
    );
    expect(others.length).toBeLessThanOrEqual(11);
  });

  it("the provider process: no resource class, nothing of Pulumi, and only the handler that is asked for", () => {
    const modules = loadedBy('require("pulumi-fivetran/runtime").handlerOf("Group")');
    expect(modules.filter((file) => /@pulumi\/pulumi|provider\/dist\/resources/.test(file))).toEqual([]);
    const handlers = modules.filter((file) => file.startsWith("core/dist/handlers/"));
    expect(handlers).toEqual(["core/dist/handlers/group.js"]);
  });
});
