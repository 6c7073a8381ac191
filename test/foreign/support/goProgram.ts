import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { foreignFolder } from "./foreignFolder";
import { run } from "./run";

/** The tests' own programs, whose modules name the versions of what they use. */
const OWN_PROGRAMS = fileURLToPath(new URL("..", import.meta.url));

/** A version of a published module without dependencies, with the checksums that it is held to. */
export interface PublishedModule {
  readonly path: string;
  readonly version: string;
  readonly sum: string;
  readonly modSum: string;
}

/** A Go program, built where Go and the modules that it needs can be had. */
export class GoProgram {
  private constructor(
    /** Undefined where it could not be built. */
    readonly file: string | undefined,
    /** Why it could not be built; undefined when it was. */
    readonly missing: string | undefined,
    private readonly temporary?: string,
  ) {}

  /** Builds a folder of `test/foreign`. @throws Error for a fault of the program */
  static async own(name = "goClient"): Promise<GoProgram> {
    const source = join(OWN_PROGRAMS, name);
    const missing = await whatIsMissing(source);
    if (missing !== undefined) return new GoProgram(undefined, missing);
    const folder = await mkdtemp(join(tmpdir(), "fivetran-go-"));
    const file = join(folder, "program");
    await build(["build"], source, file, ".");
    return new GoProgram(file, undefined, folder);
  }

  /**
   * The tests of a package of a published module, unmodified, as a program. It is built once for each version of the module and of Go.
   *
   * @param tests the package, within the module
   */
  static async testsOf(module: PublishedModule, tests: string): Promise<GoProgram> {
    const go = await goVersion();
    if (go === undefined) return new GoProgram(undefined, NO_GO);
    const name = `${module.path.split("/").at(-1)}-${module.version}-${tests.replaceAll("/", "-")}-${go}`;
    let missing: string | undefined;
    try {
      const folder = await foreignFolder(name, async (temporary) => {
        await writeModule(temporary, module);
        missing = await whatIsMissing(temporary);
        // A folder that is there is complete.
        if (missing !== undefined) throw new Error(missing);
        await build(["test", "-c"], temporary, join(temporary, "program"), `${module.path}/${tests}`);
      });
      return new GoProgram(join(folder, "program"), undefined);
    } catch (error) {
      if (missing === undefined) throw error;
      return new GoProgram(undefined, missing);
    }
  }

  /** What it prints, whether it succeeds or not. */
  async run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
    if (this.file === undefined) throw new Error(`The program was not built: ${this.missing}`);
    return (await run(this.file, args, { env: { ...process.env, ...env } })).stdout;
  }

  async remove(): Promise<void> {
    if (this.temporary !== undefined) await rm(this.temporary, { recursive: true });
  }
}

const NO_GO = "there is no go on the PATH";

async function writeModule(folder: string, { path, version, sum, modSum }: PublishedModule): Promise<void> {
  await writeFile(join(folder, "go.mod"), `module foreign\n\ngo 1.21\n\nrequire ${path} v${version}\n`);
  await writeFile(
    join(folder, "go.sum"),
    `${path} v${version} ${sum}\n${path} v${version}/go.mod ${modSum}\n`,
  );
}

async function build(args: readonly string[], cwd: string, file: string, target: string): Promise<void> {
  const { exitCode, output } = await run("go", [...args, "-o", file, target], { cwd });
  if (exitCode !== 0) throw new Error(`go ${args.join(" ")} ${target} failed:\n${output}`);
}

/** `go1.26.8-linux-amd64` */
async function goVersion(): Promise<string | undefined> {
  const { exitCode, stdout } = await run("go", ["env", "GOVERSION", "GOOS", "GOARCH"]);
  return exitCode === 0 ? stdout.trim().split(/\s+/).join("-") : undefined;
}

async function whatIsMissing(module: string): Promise<string | undefined> {
  if ((await goVersion()) === undefined) return NO_GO;
  const { exitCode } = await run("go", ["mod", "download"], { cwd: module });
  return exitCode === 0 ? undefined : "the modules that it needs cannot be had";
}
