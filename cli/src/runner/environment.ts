/** A virtual environment for each set of requirements, made once and kept outside every work tree. */
import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { packageOf, REFUSED, type Requirements, readRequirements } from "./requirements";

export interface EnvironmentOptions {
  /** The interpreter to make it from: a path, or a version such as `3.12`; default `python3`, else `python`. */
  readonly python?: string;
  /** Also packages that have to be built, which runs code of theirs while they are installed. */
  readonly allowBuilds?: boolean;
  /** Where environments are kept; default `~/.cache/pulumi-fivetran/connectors`, or below `XDG_CACHE_HOME`. */
  readonly cache?: string;
  readonly say?: (line: string) => void;
}

export interface Python {
  readonly path: string;
  readonly version: string;
  readonly platform: string;
}

/**
 * The interpreter of the environment for a connector's folder. Made when there is none for these requirements and this Python.
 *
 * @throws Error where there is no Python of 3.10 or later, where something cannot be had, or where the vendor's SDK would come with it
 */
export async function environmentOf(folder: string, options: EnvironmentOptions = {}): Promise<string> {
  const say = options.say ?? (() => undefined);
  const requirements = readRequirements(folder);
  for (const line of requirements.offered)
    say(`'${line}' is not installed: the runner offers its names itself.`);
  const python = await findPython(options.python);
  const builds = options.allowBuilds ?? false;
  if (!builds) refuseBuilds(requirements.lines);
  // Limits of another file are part of what is installed.
  const limits = requirements.lines
    .filter((line) => line.startsWith("-c "))
    .map((line) => readFileSync(line.slice(3), "utf8"));
  const key = createHash("sha256")
    .update(JSON.stringify([requirements.lines, limits, python, builds]))
    .digest("hex")
    .slice(0, 16);
  const cache =
    options.cache ??
    join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "pulumi-fivetran", "connectors");
  const environment = join(cache, key);
  if (!existsSync(environment)) await make(environment, requirements, python, builds, say);
  return interpreterIn(environment);
}

/** A file of requirements may allow builds itself, and its word would count more than the command line's. */
function refuseBuilds(lines: readonly string[]): void {
  const found = lines.find((line) => /^--(?:no-binary|only-binary)\b/.test(line));
  if (found !== undefined)
    throw new Error(
      `'${found}' in the requirements says which packages may be built, and building runs code of theirs: remove the line, or allow it with --allow-builds.`,
    );
}

async function make(
  environment: string,
  requirements: Requirements,
  python: Python,
  builds: boolean,
  say: (line: string) => void,
): Promise<void> {
  // Filled beside it and renamed at the end: an environment that is there is complete.
  const temporary = `${environment}.tmp-${randomBytes(4).toString("hex")}`;
  mkdirSync(temporary, { recursive: true });
  try {
    const empty = requirements.lines.length === 0;
    await execute(python.path, ["-m", "venv", ...(empty ? ["--without-pip"] : []), temporary]);
    if (!empty) {
      say(`Installing ${requirements.lines.filter((line) => !line.startsWith("-")).join(", ")} …`);
      await install(temporary, requirements, builds);
    }
    try {
      renameSync(temporary, environment);
    } catch (error) {
      // Another run was first.
      if (!existsSync(environment)) throw error;
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** What pip says it would install; the part of its report that is read here. */
interface Report {
  readonly install: readonly {
    readonly metadata: {
      readonly name: string;
      readonly version: string;
      readonly requires_dist?: readonly string[];
    };
  }[];
}

async function install(environment: string, requirements: Requirements, builds: boolean): Promise<void> {
  const file = join(environment, "requirements.txt");
  const limits = join(environment, "refused.txt");
  writeFileSync(file, `${requirements.lines.join("\n")}\n`);
  // No version is below 0: pip stops at whoever asks for one of these, before it fetches any.
  writeFileSync(limits, `${REFUSED.map((name) => `${name}<0`).join("\n")}\n`);
  const common = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check"];
  const wheels = builds ? [] : ["--only-binary", ":all:"];
  const python = interpreterIn(environment);
  const report = join(environment, "report.json");
  const dry = [...common, ...wheels, "--dry-run", "--report", report, "-r", file, "-c", limits];
  try {
    await execute(python, dry);
  } catch (error) {
    throw explain(error instanceof Error ? error.message : String(error), builds);
  }
  const planned = JSON.parse(readFileSync(report, "utf8")) as Report;
  refuseVendor(planned);
  await execute(python, [...common, ...wheels, "-r", file, "-c", limits]);
}

function explain(output: string, builds: boolean): Error {
  const lines = output.split("\n").map((line) => line.trim());
  // Names are compared as registries do: with any of -, _ and . between their parts.
  const askers = lines.filter((line) =>
    REFUSED.some((name) => {
      const plain = line.toLowerCase().replace(/[-_.]+/g, "-");
      return plain.includes(`depends on ${name}`) || plain.includes(`requested ${name}`);
    }),
  );
  if (askers.length > 0) return vendorError(askers.map((line) => line.replace(/^ERROR: /, "")));
  const hint = builds
    ? ""
    : " A package without a wheel for this Python is not built here, since that runs its code; --allow-builds does.";
  return new Error(
    `What the connector requires could not be installed: ${lines.slice(-6).join("\n")}.${hint}`,
  );
}

/** @throws Error that names the way from a requirement to the vendor's SDK */
function refuseVendor(report: Report): void {
  const found = report.install.find(({ metadata }) => REFUSED.includes(packageOf(metadata.name)));
  if (found === undefined) return;
  const asked = packageOf(found.metadata.name);
  const by = report.install.filter(({ metadata }) =>
    metadata.requires_dist?.some((line) => packageOf(line) === asked),
  );
  throw vendorError(by.map(({ metadata }) => `${metadata.name} ${metadata.version} depends on ${asked}`));
}

function vendorError(path: readonly string[]): Error {
  return new Error(
    `Nothing was installed: ${path.join("; ")}. From 3.0 on, fivetran-connector-sdk brings fivetran-connector-sdk-core, whose licence forbids its use here; the runner offers the SDK's names itself. Use a version of that package without it, or none.`,
  );
}

export async function findPython(wanted: string | undefined): Promise<Python> {
  const candidates =
    wanted === undefined
      ? ["python3", "python"]
      : /^\d+\.\d+$/.test(wanted)
        ? [`python${wanted}`, "python3", "python"]
        : [wanted];
  const program =
    "import sys, json; print(json.dumps([sys.executable, '.'.join(map(str, sys.version_info[:3])), sys.platform]))";
  const seen: string[] = [];
  for (const candidate of candidates) {
    const output = await execute(candidate, ["-c", program]).catch(() => undefined);
    if (output === undefined) continue;
    const [path, version, platform] = JSON.parse(output) as [string, string, string];
    const [major = 0, minor = 0] = version.split(".").map(Number);
    const fits = wanted === undefined || candidate === wanted || version.startsWith(`${wanted}.`);
    if (major === 3 && minor >= 10 && fits) return { path, version, platform };
    seen.push(`${candidate} is ${version}`);
  }
  throw new Error(
    `There is no Python ${wanted ?? "3.10 or later"} on the PATH${seen.length === 0 ? "" : ` (${seen.join(", ")})`}; name one with --python <path or version>.`,
  );
}

function interpreterIn(environment: string): string {
  return process.platform === "win32"
    ? join(environment, "Scripts", "python.exe")
    : join(environment, "bin", "python");
}

/** @throws Error with what it printed */
function execute(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim());
      else reject(new Error(`${stdout}${stderr}`.trim() || error.message));
    });
  });
}
