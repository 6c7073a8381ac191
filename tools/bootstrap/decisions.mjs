// What the bootstrap decides, without doing anything.

/** The oldest Node.js that runs our TypeScript files as they are. */
export const OLDEST_TO_RUN = [22, 18];

/**
 * @typedef {object} Installed What is known of node_modules.
 * @property {number | undefined} lockedAt When package-lock.json was last written, in milliseconds; undefined when it is not there.
 * @property {number | undefined} installedAt When npm last wrote node_modules, the same.
 * @property {string} lockDigest A digest of package-lock.json.
 * @property {string | undefined} installedDigest The digest for which this bootstrap last installed.
 */

/**
 * Why the dependencies must be installed; undefined when they need not be. A lockfile that is newer than node_modules but has the content
 * that was installed (a branch was left and entered again) is no reason.
 * @param {Installed} installed
 * @returns {string | undefined}
 */
export function reasonToInstall({ lockedAt, installedAt, lockDigest, installedDigest }) {
  if (installedAt === undefined) return "node_modules is missing";
  if (lockedAt !== undefined && lockedAt > installedAt && lockDigest !== installedDigest) {
    return "node_modules is older than package-lock.json";
  }
  return undefined;
}

/**
 * Which Node.js runs the script.
 * @param {{ path: string, version: string | undefined }} bundled The one of the npm package `node`; no version when it does not run.
 * @param {{ path: string, version: string }} system The one that we run on.
 * @returns {{ path: string, warning?: string }}
 * @throws {Error} with `expected: true` when neither will do.
 */
export function chooseNode(bundled, system) {
  if (bundled.version !== undefined) return { path: bundled.path };
  const [major = 0, minor = 0] = system.version.replace(/^v/, "").split(".").map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_TO_RUN;
  const why =
    "The Node.js of the npm package `node` is not usable (npm may have been told not to run install scripts)";
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) {
    return { path: system.path, warning: `${why}; going on with Node.js ${system.version}.` };
  }
  throw Object.assign(
    new Error(
      `${why}, and Node.js ${system.version} is too old to run the scripts: ${OLDEST_TO_RUN.join(".")} or later is needed. ` +
        "Run `npm rebuild node` with install scripts allowed, or install a newer Node.js from https://nodejs.org.",
    ),
    { expected: true },
  );
}

/**
 * The script and its arguments from our own.
 * @param {readonly string[]} args
 * @returns {{ build: boolean, script: string, scriptArgs: string[] }}
 */
export function readArguments(args) {
  const build = args[0] !== "--no-build";
  const [script, ...scriptArgs] = build ? args : args.slice(1);
  if (script === undefined) {
    throw Object.assign(new Error("usage: node tools/bootstrap.mjs [--no-build] <script> [arguments]"), {
      expected: true,
    });
  }
  return { build, script, scriptArgs };
}

/** The numbers of the signals that end a process here, for its exit code as shells give it. */
const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Our exit code for the script's end.
 * @param {number | null} code
 * @param {string | null} signal
 */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0);
}
