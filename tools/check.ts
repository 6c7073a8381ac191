// npm run check: everything about the code that needs no run of it. All problems are printed, not only the first.
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startProcess } from "./engine/process.ts";
import { formatDuration } from "./engine/progress.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const PACKAGES = ["sdk", "core", "provider", "server", "engine", "operations", "cli"];
const SCRIPTS = ["tools", "test", "bench", "examples"];
const LINTED = [
  ["sdk", "core", "provider", "server"],
  ["engine", "operations", "cli"],
  ["test"],
  ["tools", "bench", "examples"],
];

/** One thing to check: commands that all have to succeed. A command's first word is a tool of node_modules/.bin, or npm. */
interface Step {
  name: string;
  commands: string[][];
}

interface Result {
  name: string;
  ok: boolean;
  output: string;
  milliseconds: number;
}

async function runCommand([command = "", ...args]: string[]): Promise<{ ok: boolean; output: string }> {
  const { exitCode, stdout, stderr } = await startProcess(command, args, { cwd: ROOT, env: process.env })
    .done;
  return { ok: exitCode === 0, output: `${stdout}${stderr}`.trim() };
}

async function runStep(step: Step): Promise<Result> {
  const started = Date.now();
  const outputs: string[] = [];
  let ok = true;
  for (const command of step.commands) {
    const result = await runCommand(command);
    if (!result.ok) outputs.push(`$ ${command.join(" ")}\n${result.output}`);
    ok &&= result.ok;
  }
  return { name: step.name, ok, output: outputs.join("\n\n"), milliseconds: Date.now() - started };
}

function show(result: Result): void {
  console.log(
    `${result.ok ? "ok    " : "FAILED"} ${result.name.padEnd(36)} ${formatDuration(result.milliseconds)}`,
  );
  if (!result.ok) console.log(`\n${result.output}\n`);
}

/** Runs the steps, as many at once as there are processors, and shows each when it ends. */
async function runAll(steps: readonly Step[]): Promise<Result[]> {
  const waiting = [...steps];
  const results: Result[] = [];
  const worker = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const result = await runStep(step);
      show(result);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}

/** Packs the packages as npm would publish them. Returns the step, and what was packed. */
async function pack(folder: string): Promise<{ result: Result; tarballs: string[] }> {
  const workspaces = PACKAGES.flatMap((name) => ["--workspace", name]);
  const result = await runStep({
    name: "packages can be packed",
    commands: [["npm", "pack", "--loglevel=error", "--pack-destination", folder, ...workspaces]],
  });
  show(result);
  const files = (await readdir(folder)).filter((name) => name.endsWith(".tgz"));
  return { result, tarballs: files.map((name) => join(folder, name)) };
}

const started = Date.now();
const packed = await mkdtemp(join(tmpdir(), "pulumi-fivetran-pack-"));
try {
  // First: the types of the scripts, and what is packed, are those of the built packages.
  const build = await runStep({ name: "packages: types and build", commands: [["tsc", "-b", ...PACKAGES]] });
  show(build);
  const { result: packing, tarballs } = await pack(packed);
  const others = await runAll([
    // Types of all of it at once are more than a process of Node.js may hold.
    { name: "type-aware lint", commands: LINTED.map((folders) => ["eslint", ...folders]) },
    { name: "types of scripts and tests", commands: SCRIPTS.map((folder) => ["tsc", "-p", folder]) },
    {
      name: "format and lint",
      commands: [["biome", "check", "--error-on-warnings", "--max-diagnostics=none", "."]],
    },
    { name: "walls between parts, import cycles", commands: [["node", "tools/walls.ts"]] },
    { name: "connector kit: types and lint", commands: [["node", "tools/kit.ts", "check"]] },
    { name: "docs are what the source says", commands: [["node", "tools/docs.ts", "--check"]] },
    { name: "prose: no rule broken more often", commands: [["node", "tools/prose.ts"]] },
    { name: "unused files, exports, dependencies", commands: [["knip"]] },
    {
      name: "packages: contents (publint)",
      commands: tarballs.map((tarball) => ["publint", "run", tarball, "--strict"]),
    },
    {
      name: "packages: types as installed (attw)",
      commands: tarballs.map((tarball) => ["attw", tarball, "--profile", "node16"]),
    },
  ]);
  const failed = [build, packing, ...others].filter(({ ok }) => !ok);
  const total = formatDuration(Date.now() - started);
  console.log(
    failed.length === 0 ? `\nAll checks passed in ${total}.` : `\n${failed.length} failed in ${total}:`,
  );
  for (const { name } of failed) console.log(`  ${name}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  await rm(packed, { recursive: true, force: true });
}
