import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OperationsCommand } from "../../support/operationsCommand";

describe("fivetran-operations", () => {
  let data: string;
  const started: OperationsCommand[] = [];
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), "fivetran-operations-"));
  });
  afterEach(async () => {
    for (const each of started.splice(0)) await each.end("SIGKILL");
    rmSync(data, { recursive: true, force: true });
  });

  const run = (...args: string[]): OperationsCommand => {
    const command = new OperationsCommand(args, { FIVETRAN_API_URL: "http://127.0.0.1:9" });
    started.push(command);
    return command;
  };

  it("listens, prints its token once, refuses a second process, and ends on a signal", async () => {
    const first = run("--port", "0", "--data", data);
    const url = await first.url();
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: "ok" });
    const second = await run("--port", "0", "--data", data).ended;
    expect(second).toMatchObject({ code: 1 });
    expect(second.stderr).toMatch(/is used by another process: one process at a time/);
    const { code, stdout, stderr } = await first.end();
    expect(code).toBe(0);
    const token = readFileSync(join(data, "token"), "utf8").trim();
    expect(stdout).toContain(token);
    expect(stderr).not.toContain(token);
    for (const line of stderr.trim().split("\n")) expect(JSON.parse(line)).toMatchObject({ level: 30 });
    const again = run("--port", "0", "--data", data);
    await again.url();
    expect((await again.end()).stdout).not.toContain(token);
  });

  it("says what is wrong with its options, and what there are", async () => {
    const wrong = await run("--prot", "1").ended;
    expect(wrong).toMatchObject({ code: 2 });
    expect(wrong.stderr).toMatch(/--help lists the options/);
    expect(await run("--webhooks", "here").ended).toMatchObject({ code: 2 });
    expect((await run("--help").ended).stdout).toMatch(/--data <folder>/);
    expect((await run("--version").ended).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const unsigned = await run("--webhooks", "0", "--port", "0", "--data", data).ended;
    expect(unsigned.stderr).toMatch(/FIVETRAN_WEBHOOK_SECRET/);
    const keyless = await run("--database", "postgres://127.0.0.1:9/none", "--data", data).ended;
    expect(keyless).toMatchObject({ code: 1 });
  });
});
