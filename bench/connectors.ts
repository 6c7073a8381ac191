/** How long the engine takes over many connectors, beside as many resources that do nothing: the engine's own floor. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { type LifeFigures, measureLife } from "./stackLife.ts";

export interface ConnectorFigures extends LifeFigures {
  /**
   * `tested` is the default: a creation runs setup tests, of which Fivetran allows a paid account 250 a minute, and the client keeps to
   * that. `untested` is what the Terraform provider does by default, and shows what the code itself takes.
   */
  readonly resources: "untested connectors" | "tested connectors" | "no-op";
  readonly count: number;
  readonly latencyMs: number;
}

const connectors = (count: number, setupTests: "off" | "fail"): string => `
const fivetran = require("pulumi-fivetran");
const group = new fivetran.Group("g", { name: "bench" });
const warehouse = new fivetran.Destination("w", {
  groupId: group.id, service: "snowflake", timeZoneOffset: "0", setupTests: "${setupTests}", config: { host: "acme.snowflakecomputing.com", password: "hunter2-hunter2" },
});
for (let i = 0; i < ${count}; i++) {
  new fivetran.Connector("c" + i, {
    groupId: warehouse.groupId, service: "postgres", destinationSchema: { prefix: "c" + i }, setupTests: "${setupTests}",
    config: { host: "db" + i + ".acme.com", port: 5432, database: "shop", user: "fivetran", password: "hunter2-hunter2", update_method: "XMIN" },
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
for (let i = 0; i < ${count}; i++) {
  new pulumi.dynamic.Resource(provider, "c" + i, {
    name: "c" + i, service: "postgres", destinationSchema: { prefix: "c" + i },
    config: { host: "db" + i + ".acme.com", port: 5432, database: "shop", user: "fivetran", password: pulumi.secret("hunter2-hunter2"), update_method: "XMIN" },
  });
}
`;

/** A life of a stack with a group, a destination and so many connectors, or with as many resources that do nothing. */
export async function measureConnectors(
  resources: ConnectorFigures["resources"],
  count: number,
  latencyMs: number,
): Promise<ConnectorFigures> {
  const all = count + 2;
  const server = await startServer({ latencyMs });
  try {
    const program = connectors(count, resources === "tested connectors" ? "fail" : "off");
    const life =
      resources === "no-op"
        ? await measureNoOps(all, server)
        : await measureLife(server, { prepare: (project) => writeProject(project, program) });
    return { ...life, stateBytes: Math.round(life.stateBytes / all), resources, count, latencyMs };
  } finally {
    await server.stop();
  }
}

/** A life of a stack with so many resources that do nothing. */
export function measureNoOps(count: number, server: LocalServer): Promise<LifeFigures> {
  return measureLife(server, { prepare: (project) => writeProject(project, noOps(count)) });
}

async function writeProject(project: string, program: string): Promise<void> {
  await writeFile(
    join(project, "package.json"),
    JSON.stringify({ name: "b", private: true, main: "index.js" }),
  );
  const runtime = { name: "nodejs", options: { typescript: false } };
  await writeFile(join(project, "Pulumi.yaml"), JSON.stringify({ name: "b", runtime, main: "index.js" }));
  await writeFile(join(project, "index.js"), program);
}
