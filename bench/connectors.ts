/** How long the engine takes over many connectors, beside as many resources that do nothing: the engine's own floor. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startServer } from "@pulumi-fivetran/server";
import { openWorkspace, type Workspace } from "../tools/engine/workspace.ts";
import { watchMemory } from "./measure.ts";

const NODE_MODULES = fileURLToPath(new URL("../node_modules", import.meta.url));

const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

export interface OperationFigures {
  readonly seconds: number;
  readonly calls: number;
  readonly peakMB: number;
}

export interface ConnectorFigures {
  readonly resources: "connectors" | "no-op";
  readonly count: number;
  readonly latencyMs: number;
  readonly stateBytes: number;
  readonly operations: Readonly<Record<string, OperationFigures>>;
}

const connectors = (count: number): string => `
const fivetran = require("pulumi-fivetran");
const group = new fivetran.Group("g", { name: "bench" });
const warehouse = new fivetran.Destination("w", {
  groupId: group.id, service: "snowflake", timeZoneOffset: "0", config: { host: "acme.snowflakecomputing.com", password: "hunter2-hunter2" },
});
for (let i = 0; i < ${count}; i++) {
  new fivetran.Connector("c" + i, {
    groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "c" + i },
    config: { host: "db" + i + ".acme.com", port: 5432, database: "shop", user: "fivetran", password: "hunter2-hunter2", update_method: "QUERY_BASED" },
  });
}
`;

/** The same inputs through a dynamic provider that answers at once. */
const noOps = (count: number): string => `
const pulumi = require("@pulumi/pulumi");
const provider = {
  async check(olds, news) { return { inputs: news }; },
  async diff() { return { changes: false }; },
  async create(inputs) { return { id: inputs.name, outs: inputs }; },
  async read(id, props) { return { id, props }; },
  async update(id, olds, news) { return { outs: news }; },
  async delete() {},
};
for (let i = 0; i < ${count + 2}; i++) {
  new pulumi.dynamic.Resource(provider, "c" + i, {
    name: "c" + i, service: "postgres", destinationSchema: { prefix: "c" + i },
    config: { host: "db" + i + ".acme.com", port: 5432, database: "shop", user: "fivetran", password: pulumi.secret("hunter2-hunter2"), update_method: "QUERY_BASED" },
  });
}
`;

/** One life of a stack: up, a second preview, refresh, destroy. */
export async function measureConnectors(
  resources: ConnectorFigures["resources"],
  count: number,
  latencyMs: number,
): Promise<ConnectorFigures> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-bench-"));
  const server = await startServer({ latencyMs });
  try {
    const project = join(folder, "project");
    await mkdir(project);
    await symlink(NODE_MODULES, join(project, "node_modules"));
    await writeFile(
      join(project, "package.json"),
      JSON.stringify({ name: "b", private: true, main: "index.js" }),
    );
    const runtime = { name: "nodejs", options: { typescript: false } };
    await writeFile(join(project, "Pulumi.yaml"), JSON.stringify({ name: "b", runtime, main: "index.js" }));
    await writeFile(join(project, "index.js"), resources === "connectors" ? connectors(count) : noOps(count));
    const env = {
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
    };
    const workspace = await openWorkspace({ folder: join(folder, "pulumi"), project, env });
    await succeed(workspace, ["stack", "init", "bench"]);

    const operations: Record<string, OperationFigures> = {};
    let stateBytes = 0;
    for (const [name, args] of Object.entries(OPERATIONS)) {
      server.control.clearJournal();
      operations[name] = await measured(workspace, args, () => server.control.journal().length);
      if (name === "up") stateBytes = (await succeed(workspace, ["stack", "export"])).length;
    }
    return { resources, count, latencyMs, stateBytes: Math.round(stateBytes / (count + 2)), operations };
  } finally {
    await server.stop();
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
