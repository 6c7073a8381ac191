import { accessSync, constants, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import type { Engine } from "./engine.ts";
import { startProcess } from "./process.ts";
import { isAtLeast, MINIMUM_VERSION } from "./version.ts";

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Names an executable may have: Windows adds endings. */
function executableNames(name: string): string[] {
  return process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
}

function findExecutable(name: string, folders: readonly string[]): string | undefined {
  return folders
    .flatMap((folder) => executableNames(name).map((file) => join(folder, file)))
    .find((file) => isExecutable(file));
}

/** The version that a `pulumi` executable prints, without its "v". Rejects when it does not run. */
async function versionOf(pulumi: string): Promise<string> {
  const { exitCode, stdout, stderr } = await startProcess(pulumi, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "1" },
  }).done;
  if (exitCode !== 0) throw new Error(`${pulumi} version failed: ${stderr.trim()}`);
  return stdout.trim().replace(/^v/, "");
}

/**
 * The engine whose executable is `pulumi`. Throws when it is too old, or when its language host is not beside it: found elsewhere on the
 * PATH, Pulumi prints a warning at every run.
 */
export async function describeEngine(pulumi: string, source: Engine["source"]): Promise<Engine> {
  const folders = [dirname(pulumi), dirname(realpathSync(pulumi))];
  if (findExecutable("pulumi-language-nodejs", folders) === undefined) {
    throw new Error(`${pulumi} has no pulumi-language-nodejs beside it`);
  }
  const version = await versionOf(pulumi);
  if (!isAtLeast(version, MINIMUM_VERSION)) {
    throw new Error(`${pulumi} is ${version}, and at least ${MINIMUM_VERSION} is needed`);
  }
  return { pulumi, source, version, path: dirname(pulumi) };
}

/** The engine on the PATH. Rejects with the reason when there is none that will do. */
export async function engineFromPath(env: NodeJS.ProcessEnv = process.env): Promise<Engine> {
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const pulumi = findExecutable("pulumi", folders);
  if (pulumi === undefined) throw new Error("there is no pulumi on the PATH");
  return describeEngine(pulumi, "path");
}
