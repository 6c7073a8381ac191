import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildOnce, engineCacheFolder } from "./cache.ts";
import type { Engine } from "./engine.ts";
import { startProcess } from "./process.ts";
import { type Say, step } from "./progress.ts";

const COMMAND = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const MODULE = "github.com/pulumi/pulumi/pkg/v3";

/** go.mod and go.sum: which engine, with the checksum of every module it is made of. */
const MODULE_FOLDER = fileURLToPath(new URL(".", import.meta.url));
/** What stands in for the launchers that are not published as Go modules; copied beside the engine. */
const STANDIN_FOLDER = fileURLToPath(new URL("standin/", import.meta.url));

/** What a built engine is made from: the same recipe gives the same engine. */
interface Recipe {
  version: string;
  flags: string[];
  /** A digest of all that goes into the folder. */
  hash: string;
}

/** The engine's version, as go.mod requires it, without its "v". */
export function versionInModule(goMod: string): string {
  const version = new RegExp(`^\\s*(?:require )?${MODULE.replaceAll(".", "\\.")} v(\\S+)`, "m").exec(
    goMod,
  )?.[1];
  if (version === undefined) throw new Error(`tools/engine/go.mod does not require ${MODULE}`);
  return version;
}

/** Without the version in the executable it says "v0.0.0", and Pulumi's own Automation API refuses it. */
function buildFlags(version: string): string[] {
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  return ["-trimpath", "-ldflags", `-s -w ${stamp}`];
}

async function readRecipe(): Promise<Recipe> {
  const standins = (await readdir(STANDIN_FOLDER)).sort().map((name) => join(STANDIN_FOLDER, name));
  const files = [join(MODULE_FOLDER, "go.mod"), join(MODULE_FOLDER, "go.sum"), ...standins];
  const contents = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const version = versionInModule(contents[0] ?? "");
  const flags = buildFlags(version);
  const hash = createHash("sha256")
    .update(JSON.stringify([flags, contents]))
    .digest("hex")
    .slice(0, 12);
  return { version, flags, hash };
}

function folderOf(recipe: Recipe): string {
  return join(engineCacheFolder(), `${recipe.version}-${process.platform}-${process.arch}-${recipe.hash}`);
}

function describeBuilt(recipe: Recipe): Engine {
  const folder = folderOf(recipe);
  return { pulumi: join(folder, "pulumi"), source: "built", version: recipe.version, path: folder };
}

/** Go fetches what the executable needs, and only that: `go mod download` would ask for modules that only tests of others use. */
async function compile(recipe: Recipe, output: string): Promise<void> {
  const args = ["build", ...recipe.flags, "-o", output, COMMAND];
  const { exitCode, stderr } = await startProcess("go", args, { cwd: MODULE_FOLDER }).done.catch(
    (error: unknown) => {
      throw (error as NodeJS.ErrnoException).code === "ENOENT" ? new Error("Go is not installed") : error;
    },
  );
  if (exitCode !== 0) throw new Error(`go build failed:\n${stderr.trim().slice(-2000)}`);
}

/** The engine that an earlier run has built from the recipe of today. Rejects when there is none. */
export async function builtEngine(): Promise<Engine> {
  const recipe = await readRecipe();
  if (!existsSync(folderOf(recipe))) throw new Error("none has been built yet");
  return describeBuilt(recipe);
}

/**
 * Builds the engine from Pulumi's own Go modules and puts the stand-ins beside it: found there, the engine takes them for its own.
 * Rejects when Go is missing, or the modules cannot be had.
 */
export async function buildEngine(say: Say): Promise<Engine> {
  if (process.platform === "win32") throw new Error("building it is not supported on Windows");
  const recipe = await readRecipe();
  const build = async (temporary: string): Promise<void> => {
    const title = `Building Pulumi ${recipe.version} with Go (once; 2 to 5 minutes on 2 cores)`;
    await step(title, () => compile(recipe, join(temporary, "pulumi")), say);
    for (const name of await readdir(STANDIN_FOLDER)) {
      await copyFile(join(STANDIN_FOLDER, name), join(temporary, name));
      if (!name.includes(".")) await chmod(join(temporary, name), 0o755);
    }
  };
  await buildOnce(folderOf(recipe), build, say);
  return describeBuilt(recipe);
}
