import { createHash } from "node:crypto";
import { join } from "node:path";
import { foreignFolder } from "./foreignFolder";
import { type Ended, type RunOptions, run } from "./run";

/** What a virtual environment brings with it. */
const BROUGHT = new Set(["pip", "setuptools", "wheel"]);

/** A Python virtual environment with exactly the packages that were named, where Python and they can be had. */
export class PythonEnvironment {
  private constructor(
    private readonly folder: string,
    /** Why it could not be made; undefined when it was. */
    readonly missing: string | undefined,
  ) {}

  /**
   * Made once for each list of packages and version of Python. Nothing but the list is installed: what a package depends on must be
   * in it too.
   *
   * @param packages version by name
   * @throws Error when something else was installed
   */
  static async of(name: string, packages: Readonly<Record<string, string>>): Promise<PythonEnvironment> {
    const python = await run("python3", [
      "-c",
      "import sys, venv, ensurepip; print(*sys.version_info[:2], sys.platform, sep='.')",
    ]);
    const version = python.stdout.trim();
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (python.exitCode !== 0) return new PythonEnvironment("", "there is no python3 with venv on the PATH");
    if (major !== 3 || minor < 10) return new PythonEnvironment("", `python3 is ${version}, older than 3.10`);
    const pins = Object.entries(packages).map(([one, pin]) => `${one}==${pin}`);
    const digest = createHash("sha256").update(pins.join("\n")).digest("hex").slice(0, 12);
    let missing: string | undefined;
    try {
      const folder = await foreignFolder(`${name}-${digest}-python-${version}`, async (temporary) => {
        missing = await install(temporary, pins);
        // A folder that is there is complete.
        if (missing !== undefined) throw new Error(missing);
        await checkInstalled(temporary, packages);
      });
      return new PythonEnvironment(folder, undefined);
    } catch (error) {
      if (missing === undefined) throw error;
      return new PythonEnvironment("", missing);
    }
  }

  /** Runs a command of one of the packages. */
  run(command: string, args: readonly string[], options: RunOptions): Promise<Ended> {
    // The interpreter is named: the script itself names the folder in which it was installed, which has moved.
    return run(join(this.folder, "bin", "python"), [join(this.folder, "bin", command), ...args], options);
  }
}

/** @returns what could not be had */
async function install(folder: string, pins: readonly string[]): Promise<string | undefined> {
  const made = await run("python3", ["-m", "venv", folder]);
  if (made.exitCode !== 0) return `python3 -m venv failed: ${made.output}`;
  const args = [
    "install",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--no-input",
    "--disable-pip-version-check",
  ];
  const installed = await pip(folder, [...args, "--quiet", ...pins]);
  return installed.exitCode === 0 ? undefined : `pip could not install ${pins[0]}: ${installed.output}`;
}

async function checkInstalled(folder: string, packages: Readonly<Record<string, string>>): Promise<void> {
  const { stdout } = await pip(folder, ["list", "--format=json", "--disable-pip-version-check"]);
  const list = JSON.parse(stdout) as readonly { readonly name: string; readonly version: string }[];
  const found = list
    .filter(({ name }) => !BROUGHT.has(name))
    .map(({ name, version }) => `${name.toLowerCase().replaceAll("_", "-")}==${version}`);
  const wanted = Object.entries(packages).map(([name, version]) => `${name}==${version}`);
  if (found.sort().join() !== wanted.sort().join()) {
    throw new Error(`Installed were ${found.join(", ")}, not ${wanted.join(", ")}.`);
  }
}

function pip(folder: string, args: readonly string[]): Promise<Ended> {
  return run(join(folder, "bin", "python"), ["-m", "pip", ...args]);
}
