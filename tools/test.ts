// npm test, npm run test:unit, npm run test:foreign, npm run soak: runs the tests and ends with a line that counts them.
// What follows the name of the run goes to vitest: npm test -- test/engine/order.test.ts -t "unpause"
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findEngine, NoEngineError } from "./engine/engine.ts";
import { startProcess } from "./engine/process.ts";
import { type Counts, countLine, countTests, objections, type Report } from "./test/report.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const VITEST = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const SKIPS = join(ROOT, "test", "skips.json");

/** The runs there are: the vitest projects of each, and whether they need a Pulumi engine. */
const RUNS = {
  all: { projects: ["unit", "foreign", "package", "engine"], engine: true },
  unit: { projects: ["unit"], engine: false },
  foreign: { projects: ["foreign"], engine: false },
  soak: { projects: ["soak"], engine: true },
} as const;

function chooseRun(args: readonly string[]): {
  run: (typeof RUNS)[keyof typeof RUNS];
  rest: readonly string[];
} {
  const [first, ...rest] = args;
  return first === "unit" || first === "foreign" || first === "soak"
    ? { run: RUNS[first], rest }
    : { run: RUNS.all, rest: args };
}

/** Runs vitest with its output shown. Resolves with its own verdict and the counts of its report. */
async function runVitest(
  projects: readonly string[],
  rest: readonly string[],
): Promise<{ ok: boolean; counts: Counts }> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-report-"));
  const file = join(folder, "report.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const selected = projects.flatMap((name) => ["--project", name]);
  try {
    const vitest = startProcess(process.execPath, [VITEST, "run", ...selected, ...reporters, ...rest], {
      cwd: ROOT,
      io: "show",
    });
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => vitest.interrupt(signal));
    const { exitCode } = await vitest.done;
    const report = await readFile(file, "utf8").catch(() => '{"testResults":[]}');
    return { ok: exitCode === 0, counts: countTests(JSON.parse(report) as Report, ROOT) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runTests(): Promise<boolean> {
  const { run, rest } = chooseRun(process.argv.slice(2));
  let result: Awaited<ReturnType<typeof runVitest>> = {
    ok: false,
    counts: { passed: 0, failed: 0, skipped: [] },
  };
  let reasons: string[];
  try {
    if (run.engine) await findEngine();
    result = await runVitest(run.projects, rest);
    const allowed = JSON.parse(await readFile(SKIPS, "utf8")) as Record<string, string>;
    reasons = objections(result.counts, allowed, Boolean(process.env["CI"]));
  } catch (error) {
    if (!(error instanceof NoEngineError)) throw error;
    reasons = [error.message];
  }
  for (const reason of reasons) console.error(reason);
  // Last and alone on its line: whoever runs the tests reads it.
  console.log(`\n${countLine(result.counts)}`);
  return result.ok && result.counts.failed === 0 && reasons.length === 0;
}

process.exitCode = (await runTests()) ? 0 : 1;
