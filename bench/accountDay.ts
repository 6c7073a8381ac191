/** A day in the life of a large account: what the clock's jump takes, and what others wait for meanwhile. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { median } from "./measure.ts";
import { RunningServer } from "./runningServer.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const ASKED_EVERY_MS = 50;

export interface DayFigures {
  readonly connections: number;
  /** From the start of the process, with the seed planted and on disk, to what it prints. */
  readonly plantSeconds: number;
  /** One control call that moves the clock by a day, until all of the day is on disk. */
  readonly daySeconds: number;
  /** Reads of others meanwhile. */
  readonly reads: number;
  readonly medianReadMs: number;
  readonly worstReadMs: number;
  /** A start with the folder of that day. */
  readonly restartSeconds: number;
  readonly memoryMB: number;
}

/** @param connections each of which syncs every six hours */
export async function measureDay(connections: number): Promise<DayFigures> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-fivetran-bench-"));
  const options = ["--data", join(folder, "data"), "--clock", "2026-01-01T00:00:00Z", "--freeze"];
  const seed = seedOf(connections);
  let server: RunningServer | undefined;
  try {
    const planting = performance.now();
    server = await RunningServer.start(folder, seed, options);
    const plantSeconds = secondsSince(planting);
    const day = await liveThrough(server, DAY_MS);
    const memoryMB = server.residentMB();
    const syncs = await syncsIn(server);
    await server.end();
    const restarting = performance.now();
    server = await RunningServer.start(folder, seed, options);
    const restartSeconds = secondsSince(restarting);
    const kept = await syncsIn(server);
    if (kept !== syncs || kept < 3 * connections) throw new Error(`${kept} syncs are kept of ${syncs}`);
    return { connections, plantSeconds, ...day, restartSeconds, memoryMB };
  } finally {
    await server?.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function liveThrough(
  server: RunningServer,
  advanceMs: number,
): Promise<Pick<DayFigures, "daySeconds" | "reads" | "medianReadMs" | "worstReadMs">> {
  const begun = performance.now();
  const seen = { isOver: false };
  const day = server.call("POST", "/_local/clock", { advanceMs }).then(() => {
    seen.isOver = true;
    return secondsSince(begun);
  });
  const waits: number[] = [];
  while (!seen.isOver) {
    const asked = performance.now();
    await server.call("GET", "/v1/connections/c0");
    waits.push(performance.now() - asked);
    await sleep(ASKED_EVERY_MS);
  }
  return {
    daySeconds: await day,
    reads: waits.length,
    medianReadMs: Math.round(median(waits)),
    worstReadMs: Math.round(Math.max(...waits)),
  };
}

async function syncsIn(server: RunningServer): Promise<number> {
  const overview = await server.call("GET", "/_local/overview");
  const counted = /"syncs":(\d+)/.exec(overview)?.[1];
  return Number(counted);
}

function seedOf(connections: number): unknown {
  return {
    groups: [{ id: "bench", name: "bench" }],
    destinations: [{ groupId: "bench", service: "snowflake" }],
    connections: Array.from({ length: connections }, (_, index) => ({
      id: `c${index}`,
      groupId: "bench",
      service: "github",
      schema: `c${index}`,
      setupState: "connected",
      paused: false,
    })),
  };
}

function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}
