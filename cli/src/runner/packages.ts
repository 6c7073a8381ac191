/** Runs uploaded packages of Connector SDK code: unpacked for each run, in a process with an environment of its own. */
import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { askSchema, runSetupTests } from "./ask";
import { environmentOf, findPython, type Python } from "./environment";
import { LogFile } from "./logFile";
import type { Connector, ConnectorEvent, Destination, TableDefinition } from "./port";
import { pythonConnector } from "./pythonConnector";
import { ConnectorFailedError, runSync } from "./sync";
import { unpack } from "./unpack";

export interface PackageRunnerOptions {
  /** The interpreter where a connection asks for none that this machine has: a path, or a version; default `python3`, else `python`. */
  readonly python?: string;
  /** Also packages that have to be built, which runs code of theirs while they are installed. */
  readonly allowBuilds?: boolean;
  /** Where virtual environments are kept; see {@link EnvironmentOptions.cache}. */
  readonly cache?: string;
  /** Where packages are unpacked and logs are kept, for this runner alone; default a new folder among the system's temporary files. */
  readonly folder?: string;
  /** Ends a sync that runs longer, in milliseconds; default an hour. */
  readonly timeLimitMs?: number;
  /** Address space of the process in MB, on Linux and macOS; default 2048. */
  readonly memoryLimitMb?: number;
}

/** The code of a connection. */
export interface PackagedCode {
  /** Of the ZIP file, in hex. */
  readonly sha256: string;
  read(): AsyncIterable<Uint8Array>;
  /** Such as `3.12`; undefined for any. */
  readonly pythonVersion: string | undefined;
  /** @throws Error where the values are not there */
  configuration(): Readonly<Record<string, string>>;
  keepState(state: string): void;
}

export interface PackageRequest {
  readonly connection: { readonly id: string; readonly name: string; readonly groupId: string };
  readonly code: PackagedCode;
  readonly signal: AbortSignal;
}

export interface PackageSync extends PackageRequest {
  readonly state: string;
  readonly destination: Destination;
}

export interface PackageEnd {
  readonly failure: { readonly message: string; readonly traceback: string } | undefined;
  readonly warnings: readonly string[];
}

export interface PackageTest {
  readonly title: string;
  readonly status: "PASSED" | "FAILED";
  readonly message: string;
}

/** What runs the packages of a server's connections: `createSyncExecutor({ code: packageRunner() })` of `@pulumi-fivetran/engine`. */
export interface PackageRunner {
  schema(request: PackageRequest): Promise<readonly TableDefinition[]>;
  test(request: PackageRequest): Promise<readonly PackageTest[]>;
  sync(sync: PackageSync): Promise<PackageEnd>;
}

/** What the folder of one run begins with. */
const RUN = "run-";
const DEFAULT_TIME_LIMIT_MS = 60 * 60 * 1000;
const DEFAULT_MEMORY_MB = 2048;
/** Titles of the tests that every connector has: its code loads, and its tables can be asked for. */
const LOADED = "Connector code";
const DECLARED = "Schema";

export function packageRunner(options: PackageRunnerOptions = {}): PackageRunner {
  let folder: string | undefined;
  const place = (): string => {
    folder ??= ownFolder(options.folder);
    return folder;
  };
  return {
    schema: async (request) =>
      await withCode(options, place(), request, ({ connector, configuration }) =>
        askSchema({ connector, configuration }),
      ),
    test: async (request) => await testPackage(options, place(), request),
    sync: async (sync) => await syncPackage(options, place(), sync),
  };
}

/** Without what a process that was killed has left in it. */
function ownFolder(given: string | undefined): string {
  if (given === undefined) return mkdtempSync(join(tmpdir(), "fivetran-connectors-"));
  mkdirSync(given, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(given))
    if (name.startsWith(RUN)) rmSync(join(given, name), { recursive: true, force: true });
  return given;
}

async function testPackage(
  options: PackageRunnerOptions,
  folder: string,
  request: PackageRequest,
): Promise<readonly PackageTest[]> {
  let title = LOADED;
  const passed: PackageTest[] = [];
  try {
    return await withCode(options, folder, request, async ({ connector, configuration }) => {
      const { form, tests } = await runSetupTests({ connector, configuration });
      passed.push({ title, status: "PASSED", message: "" });
      for (const { name } of form.fields.filter(({ required }) => required))
        if ((configuration[name] ?? "") === "")
          passed.push({
            title: "Configuration",
            status: "FAILED",
            message: `The form requires '${name}', and secrets_list has no value for it.`,
          });
      for (const { label, passed: isPassed, message } of tests)
        passed.push({ title: label, status: isPassed ? "PASSED" : "FAILED", message });
      title = DECLARED;
      await askSchema({ connector, configuration });
      return [...passed, { title, status: "PASSED" as const, message: "" }];
    });
  } catch (error) {
    const { message, traceback } = failureOf(error);
    return [...passed, { title, status: "FAILED", message: `${message}${lastLines(traceback)}` }];
  }
}

async function syncPackage(
  options: PackageRunnerOptions,
  folder: string,
  sync: PackageSync,
): Promise<PackageEnd> {
  const warnings: string[] = [];
  try {
    const stopped = await withCode(options, folder, sync, async ({ connector, configuration, log }) => {
      const { destination, state, signal, code } = sync;
      const result = await runSync({
        connector,
        destination,
        configuration,
        state,
        signal,
        onEvent: (event) => {
          if (event.type === "warning") warnings.push(event.message);
          log.see(event);
        },
        onCheckpoint: (next) => code.keepState(next),
      });
      return result.stopped;
    });
    const failure = stopped ? { message: reasonOf(sync.signal), traceback: "" } : undefined;
    return { failure, warnings };
  } catch (error) {
    return { failure: failureOf(error), warnings };
  }
}

function failureOf(error: unknown): { message: string; traceback: string } {
  if (error instanceof ConnectorFailedError) return { message: error.message, traceback: error.traceback };
  return { message: error instanceof Error ? error.message : String(error), traceback: "" };
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Error ? reason.message : "The sync was canceled.";
}

/** A setup test has one line of text for people; a traceback's end says where it failed. */
function lastLines(traceback: string): string {
  const lines = traceback.split("\n").filter((line) => line.trim() !== "");
  return lines.length === 0
    ? ""
    : ` (${lines
        .slice(-3, -1)
        .map((line) => line.trim())
        .join(" ")})`;
}

interface ReadyCode {
  readonly connector: Connector;
  readonly configuration: Readonly<Record<string, string>>;
  readonly log: { see(event: ConnectorEvent): void };
}

/** Unpacks the code, makes its environment, and removes the code afterwards: each run finds it as it was uploaded. */
async function withCode<Result>(
  options: PackageRunnerOptions,
  folder: string,
  { connection, code, signal }: PackageRequest,
  work: (ready: ReadyCode) => Promise<Result>,
): Promise<Result> {
  const configuration = code.configuration();
  const python = await pythonFor(code.pythonVersion, options.python);
  const own = mkdtempSync(join(folder, RUN));
  const log = new LogFile(join(folder, "logs", `${connection.id.replace(/[^\w-]/g, "_")}.log`));
  try {
    const source = join(own, "code");
    const temporary = join(own, "tmp");
    mkdirSync(temporary);
    await fetchPackage(code, join(own, "package.zip"));
    await unpack(python.path, join(own, "package.zip"), source);
    signal.throwIfAborted();
    const interpreter = await environmentOf(source, {
      python: python.path,
      ...(options.allowBuilds === undefined ? {} : { allowBuilds: options.allowBuilds }),
      ...(options.cache === undefined ? {} : { cache: options.cache }),
      say: (line) => log.say(line),
    });
    const connector = pythonConnector({
      python: interpreter,
      folder: source,
      env: ownEnvironment(interpreter, temporary, connection),
      timeLimitMs: options.timeLimitMs ?? DEFAULT_TIME_LIMIT_MS,
      memoryLimitMb: options.memoryLimitMb ?? DEFAULT_MEMORY_MB,
    });
    return await work({ connector, configuration, log });
  } finally {
    log.close();
    rmSync(own, { recursive: true, force: true });
  }
}

/** The version that the connection asks for, where the machine has it; else what is there: the kit is written for all of them. */
async function pythonFor(version: string | undefined, other: string | undefined): Promise<Python> {
  if (version === undefined) return await findPython(other);
  return await findPython(version).catch(async () => await findPython(other));
}

/** Nothing of this process's variables. On Windows, the one without which no program starts. */
function ownEnvironment(
  interpreter: string,
  temporary: string,
  { id, name, groupId }: PackageRequest["connection"],
): Record<string, string> {
  const isWindows = process.platform === "win32";
  const root = process.env["SYSTEMROOT"] ?? "C:\\Windows";
  const programs = isWindows ? [join(root, "System32"), root] : ["/usr/local/bin", "/usr/bin", "/bin"];
  return {
    PATH: [dirname(interpreter), ...programs].join(delimiter),
    ...(isWindows ? { SYSTEMROOT: root, TEMP: temporary, TMP: temporary } : { LANG: "C.UTF-8" }),
    TMPDIR: temporary,
    FIVETRAN_CONNECTION_ID: id,
    FIVETRAN_CONNECTION_NAME: name,
    FIVETRAN_GROUP_ID: groupId,
    FIVETRAN_DEPLOYMENT_MODEL: "local_debug",
  };
}

/** @throws Error for bytes that are not those that were uploaded */
async function fetchPackage({ read, sha256 }: PackagedCode, file: string): Promise<void> {
  const hash = createHash("sha256");
  const counted = new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      hash.update(piece);
      done(null, piece);
    },
  });
  await pipeline(Readable.from(read()), counted, createWriteStream(file, { mode: 0o600, flags: "wx" }));
  if (hash.digest("hex") !== sha256)
    throw new Error("The package is not the one that was uploaded: its SHA-256 differs. Upload it again.");
}
