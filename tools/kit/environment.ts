/** Virtual environments of Python for the connector kit, kept outside every work tree. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildOnce, engineCacheFolder } from "../engine/cache.ts";
import { startProcess } from "../engine/process.ts";
import { sayOnStderr } from "../engine/progress.ts";

/** Why something could not be had on this machine: no failure of the code. */
export class MissingError extends Error {}

/** Runs a program to its end, and throws its output where it fails. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const { exitCode, stdout, stderr } = await startProcess(command, args, { cwd, env }).done;
  if (exitCode !== 0) throw new Error(`$ ${command} ${args.join(" ")}\n${stdout}${stderr}`.trim());
  return stdout.trim();
}

/** The machine's Python, with its version and platform. @throws MissingError where there is none of at least 3.10 with venv */
async function findPython(): Promise<{ command: string; version: string }> {
  for (const command of ["python3", "python"]) {
    const program = "import sys, venv, ensurepip; print(*sys.version_info[:3], sys.platform, sep='.')";
    const version = await runOrThrow(command, ["-c", program], process.cwd()).catch(() => undefined);
    const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
    if (version !== undefined && major === 3 && minor >= 10) return { command, version };
  }
  throw new MissingError("there is no Python of 3.10 or later, with venv, on the PATH");
}

/**
 * A virtual environment with what a requirements file names, made once for each content of the file and each version of Python.
 *
 * @param options of pip
 * @returns the interpreter
 * @throws MissingError where Python, or a package, cannot be had
 */
export async function environmentFor(requirements: string, options: readonly string[] = []): Promise<string> {
  const { command, version } = await findPython();
  const content = await readFile(requirements);
  const digest = createHash("sha256").update(content).digest("hex").slice(0, 12);
  const folder = join(dirname(engineCacheFolder()), "kit", `${digest}-python-${version}`);
  const cwd = dirname(requirements);
  const install = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  try {
    await buildOnce(
      folder,
      async (temporary) => {
        await runOrThrow(command, ["-m", "venv", temporary], cwd);
        await runOrThrow(pythonIn(temporary), [...install, ...options, "-r", requirements], cwd);
      },
      sayOnStderr,
    );
  } catch (error) {
    throw new MissingError(
      `the packages that the kit is tested with could not be installed: ${String(error)}`,
    );
  }
  return pythonIn(folder);
}

/** A virtual environment in which nothing is installed. */
export async function blankEnvironment(folder: string): Promise<string> {
  const { command } = await findPython();
  await runOrThrow(command, ["-m", "venv", folder], process.cwd());
  return pythonIn(folder);
}

/** The interpreter of an environment: its scripts name the folder in which they were installed, which has moved. */
function pythonIn(folder: string): string {
  return process.platform === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");
}
