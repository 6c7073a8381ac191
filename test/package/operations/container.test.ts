import { execFile, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readCommandLine } from "../../../operations/src/commandOptions.ts";
import { pack } from "../../support/packed.ts";

const run = promisify(execFile);
const FILE = readFileSync(
  fileURLToPath(new URL("../../../operations/Containerfile", import.meta.url)),
  "utf8",
);

/** Its instructions, with what goes on in the next line. */
const instructions = FILE.replace(/\\\n\s*/g, "")
  .split("\n")
  .filter((line) => /^[A-Z]+ /.test(line));
const of = (name: string): string[] =>
  instructions.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));

let app: string;
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "fivetran-container-"));
  app = join(folder, "app");
  mkdirSync(app);
  await pack(app, "sdk", "operations");
});
afterAll(() => rmSync(join(app, ".."), { recursive: true, force: true }));

it("the container file's own lines install the packed packages, start the command and find it healthy", async () => {
  const [installs = "", folders = ""] = of("RUN");
  await run("sh", ["-ec", installs], { cwd: app, env: { ...process.env, NODE_ENV: "production" } });
  expect(folders).toContain("--mode=0700 /data");
  const [entry = ""] = JSON.parse(of("ENTRYPOINT")[0] ?? "[]") as string[];
  const settings = Object.fromEntries(
    [...(of("ENV")[0] ?? "").matchAll(/(\w+)=(\S+)/g)].map(
      ([, name = "", value = ""]) => [name, value] as const,
    ),
  );
  expect(readCommandLine([], settings).options).toMatchObject({ host: "0.0.0.0", port: 8000, data: "/data" });
  const environment = {
    PATH: process.env["PATH"] ?? "",
    ...settings,
    // The machine of the test has neither a volume of its own nor port 8000 for sure.
    FIVETRAN_OPERATIONS_DATA: join(app, "data"),
    FIVETRAN_OPERATIONS_PORT: "0",
    FIVETRAN_OPERATIONS_TOKEN: "a-token-of-the-test",
  };
  const child = spawn(entry.replace("/app", app), [], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        const found = /^Listening on http:\/\/0\.0\.0\.0:(\d+)$/m.exec(chunk.toString())?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once("exit", (code) => reject(new Error(`It ended with ${code ?? "a signal"}.`)));
    });
    const check = /CMD (\[.*\])$/.exec(of("HEALTHCHECK")[0] ?? "")?.[1] ?? "[]";
    const [program = "", ...args] = JSON.parse(check) as string[];
    await run(program, args, { env: { ...environment, FIVETRAN_OPERATIONS_PORT: port } });
    await expect(
      run(program, args, { env: { ...environment, FIVETRAN_OPERATIONS_PORT: "9" } }),
    ).rejects.toMatchObject({ code: 1 });
  } finally {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }
  // What --database needs is there too.
  const needs = "require('@pulumi-fivetran/operations'); require('pg'); require('@dbos-inc/dbos-sdk')";
  await run(process.execPath, ["-e", needs], { cwd: app });
});
