import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildOnce, engineCacheFolder } from "./cache.ts";
import type { Engine } from "./engine.ts";
import { describeEngine } from "./fromPath.ts";
import { type Say, step } from "./progress.ts";

const require = createRequire(import.meta.url);

/** The version that fits the @pulumi/pulumi of this repository. */
async function sdkVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(
    await readFile(require.resolve("@pulumi/pulumi/package.json"), "utf8"),
  );
  return (manifest as { version: string }).version;
}

async function installedFolder(): Promise<{ folder: string; version: string }> {
  const version = await sdkVersion();
  return {
    folder: join(engineCacheFolder(), `installed-${version}-${process.platform}-${process.arch}`),
    version,
  };
}

function describeInstalled(folder: string): Promise<Engine> {
  const name = process.platform === "win32" ? "pulumi.exe" : "pulumi";
  return describeEngine(join(folder, "bin", name), "installed");
}

/** The engine that an earlier run has installed. Rejects when there is none. */
export async function installedEngine(): Promise<Engine> {
  const { folder } = await installedFolder();
  if (!existsSync(folder)) throw new Error("none has been installed yet");
  return describeInstalled(folder);
}

/** Installs the engine with Pulumi's own installer into our cache, never into the user's Pulumi home. Rejects when it cannot. */
export async function installEngine(say: Say): Promise<Engine> {
  const { folder, version } = await installedFolder();
  const install = async (root: string): Promise<void> => {
    // Loaded here: it takes a quarter of a second, which no run with an engine should pay.
    const { PulumiCommand } = await import("@pulumi/pulumi/automation/index.js");
    // The version that fits the package is its default.
    await PulumiCommand.install({ root });
  };
  const title = `Installing Pulumi ${version} with Pulumi's own installer`;
  await buildOnce(folder, (temporary) => step(title, () => install(temporary), say), say);
  return describeInstalled(folder);
}
