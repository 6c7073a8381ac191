/** What the limiter and the events of the client cost in each call, beside axios alone. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { FivetranClient, type FivetranClientOptions } from "@pulumi-fivetran/sdk";
import axios from "axios";
import { median } from "./measure.ts";

const COMMAND = fileURLToPath(new URL("../server/dist/command.js", import.meta.url));
const CALLS = 1_000;

/** As many requests in flight as the client allows itself, so that the two can be compared. */
const AT_ONCE = 10;
const WARM_UP_CALLS = 100;

const UNLIMITED = { allCalls: { perHour: Number.POSITIVE_INFINITY } };

/** More than is ever sent: every call is counted, and none waits. */
const COUNTED = { allCalls: { perMinute: 1_000_000, perHour: 1_000_000 } };

interface Account {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
}

type Call = () => Promise<unknown>;

/** Each with a server of its own, because clients of the same account share their limits. */
const VARIANTS: Readonly<Record<string, (account: Account) => Call>> = {
  "axios alone": axiosAlone,
  "without limits and events": (account) => ofClient(account, { rateLimits: UNLIMITED }),
  "with limits": (account) => ofClient(account, { rateLimits: COUNTED }),
  "with limits and events": (account) => ofClient(account, { rateLimits: COUNTED, onEvent: () => undefined }),
};

export interface CallFigures {
  readonly variant: string;
  readonly order: "sequential" | "concurrent";
  readonly calls: number;

  /** From the first call to the last answer. */
  readonly milliseconds: number;

  /** Of the calling process. */
  readonly cpuMilliseconds: number;
}

/** All variants in turn; the medians of `runs`. */
export async function measureClientCalls(runs: number): Promise<CallFigures[]> {
  const started = await Promise.all(
    Object.entries(VARIANTS).map(async ([variant, make]) => {
      const server = await startProcess();
      return { variant, server, call: make(server.account) };
    }),
  );
  try {
    for (const { call } of started) await sequential(call, WARM_UP_CALLS);
    const measured: CallFigures[] = [];
    for (let round = 0; round < runs; round += 1) {
      for (const { variant, call } of started) {
        measured.push({ variant, order: "sequential", ...(await timed(() => sequential(call, CALLS))) });
        measured.push({ variant, order: "concurrent", ...(await timed(() => concurrent(call, CALLS))) });
      }
    }
    return mediansOf(measured);
  } finally {
    for (const { server } of started) server.stop();
  }
}

function axiosAlone({ baseUrl, apiKey, apiSecret }: Account): Call {
  const httpAgent = new Agent({ keepAlive: true });
  const auth = { username: apiKey, password: apiSecret };
  let active = 0;
  const waiting: (() => void)[] = [];
  return async () => {
    if (active >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    active += 1;
    try {
      await axios.get(`${baseUrl}/v1/groups?limit=100`, { httpAgent, auth, proxy: false });
    } finally {
      active -= 1;
      waiting.shift()?.();
    }
  };
}

function ofClient(account: Account, options: Partial<FivetranClientOptions>): Call {
  const client = new FivetranClient({ ...account, ...options, maxConcurrency: AT_ONCE });
  return () => client.groups.list().page({ limit: 100 });
}

async function sequential(call: Call, count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await call();
}

async function concurrent(call: Call, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, call));
}

async function timed(
  work: () => Promise<void>,
): Promise<Pick<CallFigures, "calls" | "milliseconds" | "cpuMilliseconds">> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const milliseconds = performance.now() - begun;
  const { user, system } = process.cpuUsage(cpu);
  return { calls: CALLS, milliseconds, cpuMilliseconds: (user + system) / 1000 };
}

function mediansOf(measured: readonly CallFigures[]): CallFigures[] {
  const names = Object.keys(VARIANTS);
  return (["sequential", "concurrent"] as const).flatMap((order) =>
    names.map((variant) => {
      const own = measured.filter((each) => each.variant === variant && each.order === order);
      const milliseconds = median(own.map((each) => each.milliseconds));
      const cpuMilliseconds = median(own.map((each) => each.cpuMilliseconds));
      return { variant, order, calls: CALLS, milliseconds, cpuMilliseconds };
    }),
  );
}

/** The local server in a process of its own, so that its work is not counted with the client's. */
async function startProcess(): Promise<{ account: Account; stop: () => void }> {
  const child = spawn(process.execPath, [COMMAND, "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface(child.stdout), "line")) as [string];
  const { url, apiKey, apiSecret } = JSON.parse(line) as { url: string; apiKey: string; apiSecret: string };
  return { account: { baseUrl: url, apiKey, apiSecret }, stop: () => void child.kill() };
}
