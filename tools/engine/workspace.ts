import { mkdir } from "node:fs/promises";
import { delimiter, dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Engine, findEngine } from "./engine.ts";
import { type Finished, type Started, type StartOptions, startProcess } from "./process.ts";

export interface WorkspaceOptions {
  /** Holds the Pulumi home and the state of the stacks; made when it is not there. Two runs may share it, one at a time for a stack. */
  folder: string;
  /** Where `pulumi` runs: the folder with the Pulumi.yaml. Each run may name another. */
  project: string;
  /** Added to the environment of every run; undefined takes a name out. */
  env?: NodeJS.ProcessEnv;
  /** Colours in the output. Default false. */
  color?: boolean;
  /** Protects the secrets in the state. The default protects nothing from a reader of this file: it is for tests and local trials. */
  passphrase?: string;
  /** Default: {@link findEngine}. */
  engine?: Engine;
}

export interface RunOptions extends StartOptions {
  /** Default: the workspace's project. */
  cwd?: string;
}

/** A place to run Pulumi in that shares nothing with the user's own: no home, no login, no stacks, no plugins. */
export interface Workspace {
  readonly engine: Engine;
  readonly folder: string;
  /** The whole environment of a run. */
  readonly env: NodeJS.ProcessEnv;
  /** Starts `pulumi` with these arguments. */
  start(args: readonly string[], options?: RunOptions): Started;
  /** Runs `pulumi` with these arguments to its end. Resolves whatever the exit code is. */
  run(args: readonly string[], options?: RunOptions): Promise<Finished>;
}

/** A run sees none of these from outside: neither the user's Pulumi, nor the credentials of a real account. */
const OWN_NAMES = /^(PULUMI|FIVETRAN)_/;

/**
 * Where the state is. Without `metadata=skip` the file backend writes a small `.attrs` file beside each file, in place: a run killed at
 * that moment leaves an empty one, and from then on every command on the stack fails with "failed to load checkpoint: EOF". The state
 * itself is renamed into place.
 */
function backendUrl(folder: string): string {
  const url = pathToFileURL(join(folder, "state"));
  url.searchParams.set("metadata", "skip");
  return url.href;
}

/** The variables that make a Pulumi of its own. No copies of older states are kept: nobody would read them, and each is one more write. */
function isolation(folder: string, passphrase: string): NodeJS.ProcessEnv {
  return {
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: backendUrl(folder),
    PULUMI_CONFIG_PASSPHRASE: passphrase,
    PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_SUPPRESS_NEO_LINK: "true",
  };
}

/** The PATH of a run: our own node first, so that programs run on the Node.js that we run on, then the engine. */
function searchPath(engine: Engine): string {
  return [dirname(process.execPath), engine.path, process.env["PATH"] ?? ""].join(delimiter);
}

/** Makes a workspace in a folder. Rejects with NoEngineError when there is no engine to be had. */
export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const engine = options.engine ?? (await findEngine());
  const folder = resolve(options.folder);
  await mkdir(join(folder, "home"), { recursive: true });
  await mkdir(join(folder, "state"), { recursive: true });
  const inherited = Object.entries(process.env).filter(([name]) => !OWN_NAMES.test(name));
  const env: NodeJS.ProcessEnv = {
    ...Object.fromEntries(inherited),
    ...isolation(folder, options.passphrase ?? "local"),
    PATH: searchPath(engine),
    ...(options.color ? {} : { NO_COLOR: "1" }),
    ...options.env,
  };
  const start = (args: readonly string[], run: RunOptions = {}): Started =>
    startProcess(engine.pulumi, args, { cwd: options.project, ...run, env: { ...env, ...run.env } });
  return { engine, folder, env, start, run: (args, run) => start(args, run).done };
}
