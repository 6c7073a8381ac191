/** What `fivetranctl export` takes for a large account: calls, time and memory of the whole command. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startServer } from "@pulumi-fivetran/server";
import { median, watchMemory } from "./measure.ts";

const COMMAND = join(
  dirname(createRequire(import.meta.url).resolve("@pulumi-fivetran/cli/package.json")),
  "bin/fivetranctl.js",
);

export interface ExportFigures {
  readonly connections: number;
  readonly calls: number;
  readonly seconds: number;
  /** Highest resident memory of the command. */
  readonly memoryMB: number;
}

export async function measureExport(connections: number, runs: number): Promise<ExportFigures> {
  const server = await startServer({ seed: accountOf(connections) });
  try {
    const seconds: number[] = [];
    const memory: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      server.control.clearJournal();
      const folder = await mkdtemp(join(tmpdir(), "fivetran-bench-"));
      const began = performance.now();
      const child = spawn(process.execPath, [COMMAND, "export", "--out", join(folder, "out"), "--no-stack"], {
        env: {
          ...process.env,
          FIVETRAN_API_URL: server.url,
          FIVETRAN_API_KEY: server.apiKey,
          FIVETRAN_API_SECRET: server.apiSecret,
        },
        stdio: "ignore",
      });
      const watch = watchMemory(child.pid ?? 0);
      const [code] = (await once(child, "close")) as [number];
      seconds.push((performance.now() - began) / 1_000);
      memory.push(watch.stop());
      await rm(folder, { recursive: true, force: true });
      if (code !== 0) throw new Error(`the export ended with ${code}`);
    }
    const calls = server.control.journal().length;
    return { connections, calls, seconds: Number(median(seconds).toFixed(1)), memoryMB: median(memory) };
  } finally {
    await server.stop();
  }
}

function accountOf(connections: number) {
  const groupIds = Array.from({ length: 20 }, (_, index) => `group_${index}`);
  return {
    schedules: false,
    groups: groupIds.map((id, index) => ({ id, name: `Team ${index}` })),
    destinations: groupIds.map((groupId) => ({ groupId, service: "snowflake" })),
    connections: Array.from({ length: connections }, (_, index) => ({
      id: `connection_${index}`,
      groupId: groupIds[index % 20] ?? "",
      service: "postgres",
      schema: `source_${index}`,
      config: { host: "db.acme.com", password: "hunter2-hunter2" },
    })),
  };
}
