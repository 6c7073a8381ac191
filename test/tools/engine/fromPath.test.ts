import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { describe, expect, it } from "vitest";
import { engineFromPath } from "../../../tools/engine/fromPath.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

function writeExecutable(folder: string, name: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** A folder with a `pulumi` that prints this version, and a language host. */
function pulumiFolder(version: string): string {
  const folder = join(temporaryFolder(), "bin");
  writeExecutable(folder, "pulumi", `echo ${version}`);
  writeExecutable(folder, "pulumi-language-nodejs", "exit 1");
  return folder;
}

const search = (...folders: string[]): Promise<unknown> => engineFromPath({ PATH: folders.join(delimiter) });

describe("engineFromPath", () => {
  it("takes one that is new enough and has its language host beside it", async () => {
    const folder = pulumiFolder("v3.250.0");
    expect(await search("/nowhere", folder)).toEqual({
      pulumi: join(folder, "pulumi"),
      source: "path",
      version: "3.250.0",
      path: folder,
    });
  });

  it("follows a link to find the language host", async () => {
    const folder = pulumiFolder("v3.250.0");
    const links = temporaryFolder();
    symlinkSync(join(folder, "pulumi"), join(links, "pulumi"));
    expect(await search(links)).toMatchObject({ pulumi: join(links, "pulumi") });
  });

  it("says why it takes none", async () => {
    const lonely = join(temporaryFolder(), "bin");
    writeExecutable(lonely, "pulumi", "echo v3.250.0");
    const broken = pulumiFolder("v3.250.0");
    writeExecutable(broken, "pulumi", "echo no such library >&2; exit 127");
    await expect(search("/nowhere")).rejects.toThrow("there is no pulumi on the PATH");
    await expect(search(pulumiFolder("v3.219.0"))).rejects.toThrow(
      "is 3.219.0, and at least 3.220.0 is needed",
    );
    await expect(search(lonely)).rejects.toThrow("has no pulumi-language-nodejs beside it");
    await expect(search(broken)).rejects.toThrow("no such library");
  });
});
