import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { Api } from "./support/api";

const PROGRAM = fileURLToPath(new URL("goClient", import.meta.url));
/** The first build compiles Go's own libraries too. */
const BUILD_MS = 180_000;

const folder = mkdtempSync(join(tmpdir(), "fivetran-go-client-"));
const executable = join(folder, "goclient");
const run = promisify(execFile);

/** Why the program cannot be built here: no Go, or no module. Undefined when it was. A fault of the program itself is thrown. */
async function build(): Promise<string | undefined> {
  try {
    await run("go", ["version"]);
  } catch {
    return "there is no go on the PATH";
  }
  try {
    await run("go", ["mod", "download"], { cwd: PROGRAM, timeout: BUILD_MS });
  } catch {
    return "the module github.com/fivetran/go-fivetran cannot be had";
  }
  await run("go", ["build", "-o", executable, "."], { cwd: PROGRAM, timeout: BUILD_MS });
  return undefined;
}

const missing = await build();

const TABLE = { columns: { id: { isPrimaryKey: true }, email: {}, total: {} } };
const SHAPE = { schemas: { go_schema: { tables: { orders: TABLE, people: TABLE } } } };

afterAll(() => rmSync(folder, { recursive: true }));

describe("the published Go client, unmodified", () => {
  it("accepts the server in every area", { timeout: 60_000 }, async ({ skip }) => {
    skip(missing !== undefined, missing);
    const api = await Api.start();
    await api.control.setShape({}, SHAPE);
    const { url, apiKey, apiSecret } = api.server;
    const env = { FIVETRAN_URL: url, FIVETRAN_APIKEY: apiKey, FIVETRAN_APISECRET: apiSecret };
    // What it prints is the result, whether it succeeds or not.
    const { stdout } = await run(executable, { env: { ...process.env, ...env } }).catch(
      (error: { stdout: string }) => error,
    );
    const lines = stdout.trim().split("\n");
    expect(lines.filter((line) => line.startsWith("FAILED"))).toEqual([]);
    expect(lines.at(-1)).toMatch(/^1\d\d calls, 0 failures$/);
    await api.stop();
  });
});
