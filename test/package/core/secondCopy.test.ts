import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { install, pack } from "../../support/packed.ts";

const run = promisify(execFile);

describe("a project with two copies of core", () => {
  let folder: string;
  let project: string;
  let version: string;

  beforeAll(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), "pulumi-fivetran-copies-")));
    const [sdk = "", core = ""] = await pack(folder, "sdk", "core");
    // The same package under another version, as an older release would be.
    await run("tar", ["-xzf", core, "-C", folder]);
    const manifest = join(folder, "package", "package.json");
    const packed = JSON.parse(await readFile(manifest, "utf8")) as { version: string };
    ({ version } = packed);
    await writeFile(manifest, JSON.stringify({ ...packed, version: "0.0.1-older" }));
    const { stdout } = await run("npm", [
      "pack",
      "--silent",
      "--pack-destination",
      folder,
      join(folder, "package"),
    ]);
    const older = join(folder, stdout.trim());
    // A package of a team's own that brings the older one.
    const platform = join(folder, "platform");
    await mkdir(platform);
    await writeFile(
      join(platform, "package.json"),
      JSON.stringify({
        name: "platform",
        version: "1.0.0",
        main: "index.js",
        dependencies: { "@pulumi-fivetran/core": `file:${older}` },
      }),
    );
    await writeFile(join(platform, "index.js"), 'require("@pulumi-fivetran/core/run");\n');
    project = join(folder, "project");
    await mkdir(project);
    await writeFile(join(project, "package.json"), JSON.stringify({ name: "project", private: true }));
    await install(project, sdk, core, "--install-links", platform);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const load = (code: string) =>
    run(process.execPath, ["-e", code], { cwd: project }).catch(
      (error: unknown) => error as { stderr: string },
    );

  it("is told so when the second is loaded, with both paths, both versions and what mends it", async () => {
    const { stderr } = await load('require("@pulumi-fivetran/core/run"); require("platform");');
    const modules = join(project, "node_modules");
    expect(stderr).toContain(`version ${version} from ${join(modules, "@pulumi-fivetran/core")},`);
    expect(stderr).toContain(
      `version 0.0.1-older from ${join(modules, "platform/node_modules/@pulumi-fivetran/core")}.`,
    );
    expect(stderr).toContain("npm ls @pulumi-fivetran/core");
  });

  it("works while only one of them is loaded", async () => {
    expect((await load('require("platform");')).stderr).toBe("");
    expect(
      (await load('require("@pulumi-fivetran/core/run"); require("@pulumi-fivetran/core");')).stderr,
    ).toBe("");
  });
});
