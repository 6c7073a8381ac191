import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openWorkspace, type Workspace } from "../../tools/engine/workspace.ts";

const NODE_MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** What one run of `pulumi` did. */
export interface Run {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  /** All that a user would see. */
  readonly output: string;
  /** Resources by what happened to them, the stack itself left out of `created` and the like: `{ created: 5 }`. */
  readonly resources: Readonly<Record<string, number>>;
}

/** The part of an exported state that tests look at. */
export interface StateResource {
  readonly type: string;
  readonly urn: string;
  readonly id: string | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

export interface StackOptions {
  /** Where the local server listens; given to the provider by the environment. */
  readonly server: { readonly url: string; readonly apiKey: string; readonly apiSecret: string };
  /** The text of the program. */
  readonly program: string;
  /**
   * Makes the project in an empty folder, all but the program, and names the program's file. By default: JavaScript, with this
   * repository's own packages.
   */
  readonly prepare?: (project: string) => Promise<string>;
  /** Added to the environment of every run. */
  readonly env?: Readonly<Record<string, string>>;
}

async function linkedProject(project: string): Promise<string> {
  await symlink(NODE_MODULES, join(project, "node_modules"));
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ name: "t", private: true, main: "index.js" }),
  );
  const runtime = { name: "nodejs", options: { typescript: false } };
  await writeFile(join(project, "Pulumi.yaml"), JSON.stringify({ name: "t", runtime, main: "index.js" }));
  return "index.js";
}

/** A Pulumi project of its own, in a temporary folder, on the real engine with a file backend. */
export class TestStack {
  readonly folder: string;
  readonly #workspace: Workspace;
  readonly #programFile: string;
  #program: string;
  #environment: Readonly<Record<string, string>> = {};

  private constructor(folder: string, workspace: Workspace, programFile: string, program: string) {
    this.folder = folder;
    this.#workspace = workspace;
    this.#programFile = programFile;
    this.#program = program;
  }

  static async open({
    server,
    program,
    prepare = linkedProject,
    env = {},
  }: StackOptions): Promise<TestStack> {
    const folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-"));
    const project = join(folder, "project");
    await mkdir(project);
    const programFile = await prepare(project);
    const workspace = await openWorkspace({
      folder: join(folder, "pulumi"),
      project,
      env: {
        FIVETRAN_API_URL: server.url,
        FIVETRAN_API_KEY: server.apiKey,
        FIVETRAN_API_SECRET: server.apiSecret,
        ...env,
      },
    });
    const stack = new TestStack(folder, workspace, join(project, programFile), program);
    await stack.#run(["stack", "init", "test"]);
    return stack;
  }

  /** The next run uses this program. */
  set program(text: string) {
    this.#program = text;
  }

  /** The next runs have this in their environment, besides what all runs have. */
  set environment(env: Readonly<Record<string, string>>) {
    this.#environment = env;
  }

  async config(key: string, value: string, ...flags: string[]): Promise<void> {
    await this.#run(["config", "set", ...flags, key, value]);
  }

  async unconfig(key: string): Promise<void> {
    await this.#run(["config", "rm", key]);
  }

  preview(...flags: string[]): Promise<Run> {
    return this.#update(["preview", ...flags]);
  }

  up(...flags: string[]): Promise<Run> {
    return this.#update(["up", "--yes", "--skip-preview", ...flags]);
  }

  refresh(...flags: string[]): Promise<Run> {
    return this.#update(["refresh", "--yes", "--skip-preview", ...flags]);
  }

  destroy(...flags: string[]): Promise<Run> {
    return this.#update(["destroy", "--yes", "--skip-preview", ...flags]);
  }

  import(...flags: string[]): Promise<Run> {
    return this.#update(["import", "--yes", "--skip-preview", ...flags]);
  }

  cancel(): Promise<Run> {
    return this.#update(["cancel", "--yes"]);
  }

  /** The next `up` replaces these resources. */
  async taint(urns: readonly string[]): Promise<void> {
    await this.#run(["state", "taint", "--yes", ...urns]);
  }

  /** Starts an `up` that a test means to kill. */
  async startUp(): Promise<ReturnType<Workspace["start"]>> {
    await this.#writeProgram();
    return this.#workspace.start(["up", "--yes", "--skip-preview"]);
  }

  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.#run(["stack", "output", "--json", "--show-secrets"]);
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  /** The state as `pulumi stack export` prints it, secrets encrypted. */
  async exportText(...flags: string[]): Promise<string> {
    return (await this.#run(["stack", "export", ...flags])).stdout;
  }

  /** The resources of the state, secrets in the clear, the stack and its providers left out. */
  async resources(): Promise<StateResource[]> {
    const state = JSON.parse(await this.exportText("--show-secrets")) as {
      deployment: { resources?: StateResource[] };
    };
    return (state.deployment.resources ?? [])
      .filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic/"))
      .map(({ type, urn, id, inputs, outputs }) => ({ type, urn, id, inputs, outputs }));
  }

  /** Removes the folder; what was deployed goes with the server. */
  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #writeProgram(): Promise<void> {
    await writeFile(this.#programFile, this.#program);
  }

  async #update(args: readonly string[]): Promise<Run> {
    await this.#writeProgram();
    const { exitCode, stdout, stderr } = await this.#workspace.run(args, { env: this.#environment });
    const output = stdout + stderr;
    return { exitCode, output, resources: countsOf(output) };
  }

  async #run(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
    const { exitCode, stdout, stderr } = await this.#workspace.run(args, { env: this.#environment });
    if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${stdout}${stderr}`);
    return { stdout, stderr };
  }
}

/** `Group` of `pulumi-nodejs:dynamic/fivetran:Group`. */
export function kindOf(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}

/** Reads the closing summary: `+ 5 created`, `~ 1 to update`, `6 unchanged`. The stack itself counts as a resource there. */
function countsOf(output: string): Record<string, number> {
  const summary = output.slice(output.lastIndexOf("\nResources:")).replace(/\d+ changes\. /, "");
  const counts: Record<string, number> = {};
  for (const [, count, , what] of summary.matchAll(/^\s+(?:[+~-]|\+-)?\s*(\d+) (to )?([a-z]+)\b/gm)) {
    if (what !== undefined) counts[what] = Number(count);
  }
  return counts;
}
