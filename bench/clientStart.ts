/** What it costs to load the client, beside the two libraries that it is made of, and how large its package is. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startServer } from "@pulumi-fivetran/server";
import { median } from "./measure.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** By what is loaded. Each is measured inside a process of its own, from before the first `require` on. */
const PROGRAMS = {
  "axios and zod": 'require("axios"); require("zod");',
  sdk: 'require("@pulumi-fivetran/sdk");',
  "axios and zod, one call": `
    const { default: axios } = require("axios");
    const { z } = require("zod");
    const auth = { username: process.env.KEY, password: process.env.SECRET };
    const { data } = await axios.get(process.env.URL + "/v1/groups?limit=1000", { auth });
    const group = z.looseObject({ id: z.string(), name: z.string(), created_at: z.string() });
    z.object({ data: z.object({ items: z.array(group) }) }).parse(data);`,
  "sdk, one call": `
    const { FivetranClient } = require("@pulumi-fivetran/sdk");
    const { KEY, SECRET, URL } = process.env;
    await new FivetranClient({ apiKey: KEY, apiSecret: SECRET, baseUrl: URL }).groups.list().all();`,
} as const;

export type StartFigures = Readonly<Record<keyof typeof PROGRAMS, number>>;

/** Milliseconds of each, in turn; the medians of `runs`. */
export async function measureClientStart(runs: number): Promise<StartFigures> {
  const server = await startServer();
  try {
    const env = { ...process.env, URL: server.url, KEY: server.apiKey, SECRET: server.apiSecret };
    const names = Object.keys(PROGRAMS) as (keyof typeof PROGRAMS)[];
    const measured = new Map(names.map((name): [keyof typeof PROGRAMS, number[]] => [name, []]));
    for (let round = 0; round < runs; round += 1) {
      for (const name of names) measured.get(name)?.push(await millisecondsOf(PROGRAMS[name], env));
    }
    return Object.fromEntries(names.map((name) => [name, median(measured.get(name) ?? [])])) as StartFigures;
  } finally {
    await server.stop();
  }
}

async function millisecondsOf(program: string, env: NodeJS.ProcessEnv): Promise<number> {
  const script = `(async () => {
    const begun = performance.now();
    ${program}
    console.log(performance.now() - begun);
    process.exit();
  })()`;
  const { stdout } = await run(process.execPath, ["-e", script], { cwd: ROOT, env });
  return Number(stdout);
}

export interface PackedFigures {
  readonly files: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** The package as it would be published. */
export async function measurePackedClient(): Promise<PackedFigures> {
  const { stdout } = await run("npm", ["pack", "--json", "--dry-run", "-w", "sdk"], { cwd: ROOT });
  // A list in npm 10, an object by name in npm 11.
  const answer = JSON.parse(stdout) as Record<
    string,
    { entryCount: number; size: number; unpackedSize: number }
  >;
  const [packed] = Object.values(answer);
  if (packed === undefined) throw new Error(`npm pack has packed nothing:\n${stdout}`);
  return { files: packed.entryCount, packedBytes: packed.size, unpackedBytes: packed.unpackedSize };
}
