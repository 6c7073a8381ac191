import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chooseNode, exitCodeOf, readArguments, reasonToInstall } from "./decisions.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = join(ROOT, "node_modules");
const LOCKFILE = join(ROOT, "package-lock.json");
/** npm writes it at the end of each installation. */
const INSTALLED_LOCKFILE = join(MODULES, ".package-lock.json");
/** We write it after ours: the digest of the lockfile that was installed. */
const INSTALLED_DIGEST = join(MODULES, ".bootstrap-lockfile-digest");
const PACKAGES = ["sdk", "core", "provider", "server", "engine", "operations", "cli"];
/** How often a step that is still running says so, in milliseconds. */
const REMINDER_MS = 15_000;

const timeOf = (file) => (existsSync(file) ? statSync(file).mtimeMs : undefined);

function fail(message) {
  throw Object.assign(new Error(message), { expected: true });
}

/** Runs a command to its end, passing on the signals that ask us to stop. */
async function runToEnd(command, args, options = {}) {
  const child = spawn(command, args, { stdio: "inherit", ...options });
  const forward = (signal) => {
    // A terminal has sent Ctrl-C to the child already: it is in our process group.
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(exitCodeOf(code, signal)));
    });
  } finally {
    for (const signal of signals) process.off(signal, forward);
  }
}

/** Runs one long step with a line at its start, every 15 seconds, and at its end. All to standard error: the script's output is its own. */
async function step(title, command, args, options = {}) {
  const started = Date.now();
  const elapsed = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  console.error(`${title} ...`);
  const reminder = setInterval(() => console.error(`  still at it, ${elapsed()}`), REMINDER_MS);
  const exitCode = await runToEnd(command, args, { stdio: ["ignore", 2, 2], ...options }).finally(() =>
    clearInterval(reminder),
  );
  if (exitCode !== 0) fail(`${title}: failed after ${elapsed()} with exit code ${exitCode}`);
  console.error(`  done in ${elapsed()}`);
}

/** The npm that started us, else the one on the PATH. */
function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith(".js")) return { command: process.execPath, args: [script], options: {} };
  return { command: "npm", args: [], options: { shell: process.platform === "win32" } };
}

async function installDependencies() {
  const lockDigest = createHash("sha256").update(readFileSync(LOCKFILE)).digest("hex");
  const reason = reasonToInstall({
    lockedAt: timeOf(LOCKFILE),
    installedAt: timeOf(INSTALLED_LOCKFILE),
    lockDigest,
    installedDigest: existsSync(INSTALLED_DIGEST) ? readFileSync(INSTALLED_DIGEST, "utf8") : undefined,
  });
  if (reason === undefined) return;
  const { command, args, options } = npmCommand();
  await step(
    `Installing dependencies with npm ci (${reason})`,
    command,
    // npm's warnings are about engines and scripts of dependencies: nobody who starts this can do anything about them.
    [...args, "ci", "--no-fund", "--no-audit", "--loglevel=error"],
    {
      cwd: ROOT,
      ...options,
    },
  );
  writeFileSync(INSTALLED_DIGEST, lockDigest);
}

function findNode() {
  const path = join(MODULES, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  const bundled = { path, version: status === 0 ? stdout.trim() : undefined };
  const { path: chosen, warning } = chooseNode(bundled, { path: process.execPath, version: process.version });
  if (warning !== undefined) console.error(warning);
  return chosen;
}

/** Builds what is stale. TypeScript finds out in a tenth of a second when nothing is, and then nothing is said. */
async function buildPackages(node) {
  const compiler = [join(MODULES, "typescript", "bin", "tsc"), "-b"];
  const dry = spawnSync(node, [...compiler, "--dry", ...PACKAGES], { cwd: ROOT, encoding: "utf8" });
  if (dry.status === 0 && !dry.stdout.includes("would ")) return;
  await step("Building the packages", node, [...compiler, ...PACKAGES], { cwd: ROOT });
}

/**
 * Prepares the repository and runs the script.
 * @param {readonly string[]} args
 * @returns {Promise<number>} the script's exit code
 */
export async function run(args) {
  const { build, script, scriptArgs } = readArguments(args);
  await installDependencies();
  const node = findNode();
  if (build) await buildPackages(node);
  const path = [dirname(node), join(MODULES, ".bin"), process.env.PATH].join(delimiter);
  return runToEnd(node, [script, ...scriptArgs], { env: { ...process.env, PATH: path } });
}
