/** A sync of 100,000 rows whose processes are killed (SIGKILL) anywhere: afterwards the table has to be the source's. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { isProcessAlive } from "../../tools/engine/process.ts";
import { connectorOf } from "../cli/support/connectorFolder";
import { Caller, idOf } from "../server/support/caller";
import { zipOf } from "../server/support/package";
import { generator } from "./random";
import { ServerProcess } from "./serverProcess";

const COMMAND = fileURLToPath(new URL("../../cli/bin/fivetranctl.js", import.meta.url));
const ROWS = 100_000;
const KILLS = 3;
/** How long after the row that is drawn the process dies, at most: long enough to meet commits too. */
const LATEST_MS = 120;

export const SOURCE_SQL =
  "SELECT count(*) AS n, count(DISTINCT id) AS ids, sum(v) AS v, sum(CASE WHEN _fivetran_deleted THEN 1 ELSE 0 END) AS gone FROM orders.t";
/** Of each thousand rows one is changed to 0 and one is deleted. */
export const SOURCE_ROWS = [
  {
    n: String(ROWS),
    ids: String(ROWS),
    v: String((ROWS * (ROWS + 1)) / 2 - sumOf(498)),
    gone: String(ROWS / 1000),
  },
];

/** Of the ids that end in these three digits. */
function sumOf(digits: number): number {
  return Array.from({ length: ROWS / 1000 }, (_, thousand) => thousand * 1000 + digits).reduce(
    (a, b) => a + b,
  );
}

/** The connector's code. @param orders a file that says whom to kill and when; it is taken once */
function codeOf(orders: string): string {
  return connectorOf(
    [
      "import json, signal, threading",
      `orders = ${JSON.stringify(orders)}`,
      "at = None",
      "if os.path.exists(orders):",
      "    at, pid, delay = json.load(open(orders))",
      "    os.remove(orders)",
      "def kill(): os.kill(pid or os.getpid(), signal.SIGKILL)",
      "log.info(f'process {os.getpid()}')",
      `for n in range(state.get('n', 0) + 1, ${ROWS + 1}):`,
      "    op.upsert('t', {'id': n, 'v': n})",
      "    if n % 1000 == 500:",
      "        op.delete('t', {'id': n - 1})",
      "        op.update('t', {'id': n - 2, 'v': 0})",
      "    if n % 1000 == 0: op.checkpoint({'n': n})",
      "    if at is not None and n >= at:",
      "        at = None",
      "        threading.Timer(delay / 1000, kill).start()",
    ],
    "[{'table': 't', 'primary_key': ['id'], 'columns': {'id': 'LONG', 'v': 'LONG'}}]",
  );
}

export interface ServerKills {
  readonly python: string;
  /** Empty, for all that is written. */
  readonly folder: string;
  /** The destination, as stand-ins have it. */
  readonly destination: string;
  readonly seed: number;
}

/** Behind the local server: the Python process and the server are killed in turn. @returns how often each was */
export async function killBehindServer({
  python,
  folder,
  destination,
  seed,
}: ServerKills): Promise<{ python: number; server: number }> {
  const random = generator(seed);
  const orders = join(folder, "orders.json");
  const standIns = join(folder, "stand-ins.yaml");
  writeFileSync(standIns, `destinations:\n  - destination: ${destination}\n`);
  const start = (): ServerProcess =>
    new ServerProcess(
      ...["--json", "--engine", "--stand-ins", standIns, "--data", join(folder, "data")],
      ...["--run-connectors", "--connector-python", python],
    );
  let server = start();
  const killed = { python: 0, server: 0 };
  try {
    let api = new Caller(JSON.parse(await server.printed()) as never);
    const id = await makeConnection(api, codeOf(orders));
    for (let round = 0; round < KILLS; round++) {
      const victim = (seed + round) % 2 === 0 ? "server" : "python";
      const pid = victim === "server" ? server.child.pid : 0;
      writeFileSync(
        orders,
        JSON.stringify([Math.floor(random() * ROWS), pid, Math.floor(random() * LATEST_MS)]),
      );
      // By force: what was taken up after the server's death has not read the orders.
      await api.post(`/v1/connections/${id}/sync`, { force: true });
      if (victim === "python") {
        killed.python += (await settled(api, id)) === "failed" ? 1 : 0;
        continue;
      }
      // At the end of the sync nobody was killed: the state had gone beyond the row that was drawn.
      await Promise.race([server.ended, settled(api, id).catch(() => undefined)]);
      if (server.child.exitCode !== null || server.child.signalCode !== null) killed.server += 1;
      await server.end();
      server = start();
      api = new Caller(JSON.parse(await server.printed()) as never);
    }
    // What ran when the server died is taken up; where a database holds the dead one's lock still, the next sync succeeds.
    await expect
      .poll(
        async () => {
          if ((await settled(api, id)) === "succeeded") return true;
          await api.post(`/v1/connections/${id}/sync`, {});
          return false;
        },
        { timeout: 300_000, interval: 250 },
      )
      .toBe(true);
    await server.end("SIGTERM");
    return killed;
  } finally {
    await server.end();
  }
}

async function makeConnection(api: Caller, code: string): Promise<string> {
  const form = new FormData();
  form.set("file", new Blob([new Uint8Array(zipOf({ "connector.py": code }))]), "code.zip");
  const packageId = idOf(await api.post("/v1/connector-sdk/packages", form));
  const group = idOf(await api.post("/v1/groups", { name: "own" }));
  await api.post("/v1/destinations", { group_id: group, service: "snowflake", time_zone_offset: "0" });
  const config = { schema: "orders", package_id: packageId };
  return idOf(
    await api.post("/v1/connections", {
      group_id: group,
      service: "connector_sdk",
      config,
      schedule_type: "manual",
    }),
  );
}

interface Status {
  readonly succeeded_at: string | null;
  readonly failed_at: string | null;
  readonly status: { readonly sync_state: string; readonly tasks: readonly unknown[] };
}

/** How the last sync ended, once none runs. */
async function settled(api: Caller, id: string): Promise<"succeeded" | "failed" | "none"> {
  for (;;) {
    const { status, succeeded_at, failed_at } = (await api.get(`/v1/connections/${id}`)).data as Status;
    if (status.sync_state !== "syncing")
      return status.tasks.length > 0
        ? "failed"
        : succeeded_at === null && failed_at === null
          ? "none"
          : "succeeded";
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export interface RunnerKills {
  readonly python: string;
  readonly folder: string;
  readonly seed: number;
}

/** `fivetranctl connector run`, killed itself. @returns the DuckDB file */
export async function killRunner({ python, folder, seed }: RunnerKills): Promise<string> {
  const random = generator(seed);
  const run = async (lines: number): Promise<number | null> => {
    const child = spawn(
      process.execPath,
      [COMMAND, "connector", "run", join(folder, "orders"), "--python", python, "--json"],
      { env: { ...process.env, XDG_CACHE_HOME: join(folder, "cache") }, stdio: ["ignore", "pipe", "ignore"] },
    );
    let text = "";
    let left = lines;
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      text += piece;
      left -= piece.split("\n").length - 1;
      if (left <= 0) child.kill("SIGKILL");
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    const connector = Number(/process (\d+)/.exec(text)?.[1] ?? Number.NaN);
    // Nobody reads its frames any more: the connector ends by itself.
    if (!Number.isNaN(connector))
      await expect.poll(() => isProcessAlive(connector), { timeout: 60_000 }).toBe(false);
    return code;
  };
  for (let kill = 0; kill < KILLS; kill++) await run(2 + Math.floor(random() * 80));
  expect(await run(Number.POSITIVE_INFINITY)).toBe(0);
  const state = join(folder, "orders", "files", "state.json");
  expect(existsSync(state) && JSON.parse(readFileSync(state, "utf8"))).toEqual({ n: ROWS });
  return join(folder, "orders", "files", "warehouse.duckdb");
}

/** The folder's connector, for {@link killRunner}. */
export function connectorToKill(folder: string): string {
  return codeOf(join(folder, "orders.json"));
}
