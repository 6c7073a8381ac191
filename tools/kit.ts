// node tools/kit.ts [check | test]: the Python package in connector-kit/. `check` is types and lint; `test` (the default) runs pytest with
// its coverage, builds the wheel, and runs the README's quick start from it in a blank environment.
// Without Python, or what has to be installed, both are skipped and say so; in CI only if test/skips.json lists it.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { step } from "./engine/progress.ts";
import { blankEnvironment, environmentFor, MissingError, runOrThrow } from "./kit/environment.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const KIT = join(ROOT, "connector-kit");
/** Folders of connectors that have tests of their own. */
const CONNECTORS = ["cli/template/ids", "cli/template/windows", "examples/connectors/connectors"];
const QUICK_START = /## Quick start[\s\S]*?```python\n([\s\S]*?)```/;
/** The first line that the quick start prints. */
const PRINTED = "2499 customers, 1 error";

/** Types for each Python that is supported; lint for the oldest, whose rules the newer ones share. */
async function check(python: string): Promise<void> {
  await runOrThrow(python, ["-m", "ruff", "check", "--no-cache", "."], KIT);
  await runOrThrow(python, ["-m", "ruff", "format", "--no-cache", "--check", "."], KIT);
  for (const version of ["3.10", "3.11", "3.12", "3.13", "3.14"])
    await runOrThrow(
      python,
      ["-m", "mypy", "--cache-dir", cacheOf(python), "--python-version", version],
      KIT,
    );
}

function cacheOf(python: string): string {
  return join(python, "..", "..", "mypy-cache");
}

async function test(python: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "connector-kit-"));
  try {
    const env = { ...process.env, COVERAGE_FILE: join(folder, "coverage"), PYTHONDONTWRITEBYTECODE: "1" };
    const counted = await step("connector-kit: pytest", () =>
      runOrThrow(python, ["-m", "pytest", "-q", "--cov", "--cov-report=term"], KIT, env),
    );
    console.log(counted.split("\n").slice(-4).join("\n"));
    await step("connectors of the templates and the example: their own tests", () =>
      runOrThrow(
        python,
        ["-m", "pytest", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", ...CONNECTORS],
        ROOT,
        { ...env, PYTHONPATH: join(KIT, "src") },
      ),
    );
    await step("connector-kit: the quick start, from the wheel in a blank environment", () =>
      runQuickStart(python, folder),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runQuickStart(python: string, folder: string): Promise<void> {
  const build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", folder, KIT];
  await runOrThrow(python, build, folder);
  const wheel = (await readdir(folder)).find((name) => name.endsWith(".whl"));
  const code = QUICK_START.exec(await readFile(join(KIT, "README.md"), "utf8"))?.[1];
  if (wheel === undefined || code === undefined) throw new Error("there is no wheel, or no quick start");
  const blank = await blankEnvironment(join(folder, "blank"));
  await runOrThrow(blank, ["-m", "pip", "install", "--quiet", "--no-index", join(folder, wheel)], folder);
  const program = join(folder, "quick_start.py");
  await writeFile(program, code);
  const printed = await runOrThrow(blank, ["-I", program], folder);
  if (!printed.startsWith(PRINTED)) throw new Error(`the quick start printed: ${printed}`);
}

/** The name under which `test/skips.json` lists a skip of this. */
const SKIP = "connector-kit > the Python package";

async function skip(reason: string): Promise<boolean> {
  console.error(`\nSKIPPED: ${SKIP}: ${reason}\n`);
  if (!process.env["CI"]) return true;
  const allowed = JSON.parse(await readFile(join(ROOT, "test", "skips.json"), "utf8")) as object;
  if (Object.hasOwn(allowed, SKIP)) return true;
  console.error(`skipped in CI without being listed in test/skips.json: ${SKIP}`);
  return false;
}

async function run(): Promise<boolean> {
  const [what = "test"] = process.argv.slice(2);
  try {
    const python = await environmentFor(join(KIT, "requirements-dev.txt"));
    await (what === "check" ? check(python) : test(python));
    return true;
  } catch (error) {
    if (error instanceof MissingError) return skip(error.message);
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

process.exitCode = (await run()) ? 0 : 1;
