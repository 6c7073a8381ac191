import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The Go module of the tests, which names the version of the published client. */
const MODULE = fileURLToPath(new URL("../goClient", import.meta.url));
/** The first build compiles Go's own libraries too. */
const BUILD_MS = 600_000;

/** A Go program, built where Go and the published client can be had. */
export class GoProgram {
  private constructor(
    private readonly folder: string,
    /** Why it could not be built; undefined when it was. */
    readonly missing: string | undefined,
  ) {}

  /**
   * @param args of `go`, before the name of the file to write: `["build"]` for the tests' own program
   * @param target package to build
   * @throws Error for a fault of the program itself
   */
  static async build(args: readonly string[], target: string): Promise<GoProgram> {
    const folder = mkdtempSync(join(tmpdir(), "fivetran-go-"));
    const missing = await whatIsMissing();
    if (missing === undefined) {
      await run("go", [...args, "-o", join(folder, "program"), target], { cwd: MODULE, timeout: BUILD_MS });
    }
    return new GoProgram(folder, missing);
  }

  /** What it prints, whether it succeeds or not. */
  async run(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
    const options = { env: { ...process.env, ...env }, maxBuffer: 2 ** 24 };
    const { stdout } = await run(join(this.folder, "program"), args, options).catch(
      (error: { stdout: string }) => error,
    );
    return stdout;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

async function whatIsMissing(): Promise<string | undefined> {
  try {
    await run("go", ["version"]);
  } catch {
    return "there is no go on the PATH";
  }
  try {
    await run("go", ["mod", "download"], { cwd: MODULE, timeout: BUILD_MS });
  } catch {
    return "the module github.com/fivetran/go-fivetran cannot be had";
  }
  return undefined;
}
