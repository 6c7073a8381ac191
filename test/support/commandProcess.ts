import { spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { findEngine } from "../../tools/engine/engine.ts";

const COMMAND = fileURLToPath(new URL("../../cli/bin/fivetranctl.js", import.meta.url));

/** What a process of `fivetranctl` did. */
export interface CommandRun {
  readonly code: number | null;
  /** Standard output. */
  readonly out: string;
  /** Standard error. */
  readonly said: string;
}

export interface CommandOptions {
  readonly server: { readonly url: string; readonly apiKey: string; readonly apiSecret: string };
  readonly folder: string;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `fivetranctl` as a process of its own, in a folder, with the account of a server and with `pulumi` on its PATH. */
export async function runCommand(
  args: readonly string[],
  { server, folder, env = {} }: CommandOptions,
): Promise<CommandRun> {
  const engine = await findEngine();
  const inherited = Object.entries(process.env).filter(([name]) => !/^(PULUMI|FIVETRAN)_/.test(name));
  const child = spawn(process.execPath, [COMMAND, ...args], {
    cwd: folder,
    env: {
      ...Object.fromEntries(inherited),
      PATH: [dirname(process.execPath), engine.path, process.env["PATH"] ?? ""].join(delimiter),
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, said] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString("utf8");
  });
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString("utf8");
  });
  const code = await new Promise<number | null>((done) => child.on("close", done));
  return { code, out, said };
}
