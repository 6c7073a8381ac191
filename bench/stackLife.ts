/** One life of a stack on the real engine: each operation timed, its calls counted, its memory watched. */
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LocalServer } from "@pulumi-fivetran/server";
import { openWorkspace, type Workspace } from "../tools/engine/workspace.ts";
import { watchMemory } from "./measure.ts";

const NODE_MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  up: ["up", "--yes", "--skip-preview"],
  "up again": ["up", "--yes", "--skip-preview"],
  preview: ["preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

export interface OperationFigures {
  readonly seconds: number;
  readonly calls: number;
  readonly peakMB: number;
}

export interface LifeFigures {
  /** Of the exported state, after the first `up`. */
  readonly stateBytes: number;
  readonly operations: Readonly<Record<string, OperationFigures>>;
}

export interface Life {
  /** Makes the project in an empty folder that has the packages. */
  readonly prepare: (project: string) => Promise<void>;
  /** Arguments of `pulumi config set`, each for one value. */
  readonly config?: readonly (readonly string[])[];
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export async function measureLife(
  server: LocalServer,
  { prepare, config = [], env = {} }: Life,
): Promise<LifeFigures> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-bench-"));
  try {
    const project = join(folder, "project");
    await mkdir(project);
    await symlink(NODE_MODULES, join(project, "node_modules"));
    await prepare(project);
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
    await succeed(workspace, ["stack", "init", "bench"]);
    for (const args of config) await succeed(workspace, ["config", "set", ...args]);

    const operations: Record<string, OperationFigures> = {};
    let stateBytes = 0;
    for (const [name, args] of Object.entries(OPERATIONS)) {
      server.control.clearJournal();
      operations[name] = await measured(workspace, args, () => server.control.journal().length);
      if (name === "up") stateBytes = (await succeed(workspace, ["stack", "export"])).length;
    }
    return { stateBytes, operations };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measured(
  workspace: Workspace,
  args: readonly string[],
  calls: () => number,
): Promise<OperationFigures> {
  const begun = performance.now();
  const started = workspace.start(args);
  const memory = watchMemory(started.pid);
  const { exitCode, stdout, stderr } = await started.done;
  const peakMB = memory.stop();
  if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return { seconds: (performance.now() - begun) / 1000, calls: calls(), peakMB };
}

async function succeed(workspace: Workspace, args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await workspace.run(args);
  if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}
