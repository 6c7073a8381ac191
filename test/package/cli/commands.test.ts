import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalServer, startServer } from "@pulumi-fivetran/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SEED } from "../../cli/support/seed";
import { Fivetranctl, HAS_TERMINAL } from "../../support/fivetranctl";

describe("fivetranctl as a process", () => {
  let server: LocalServer;
  let home: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    server = await startServer({ seed: SEED });
    home = mkdtempSync(join(tmpdir(), "fivetranctl-"));
    env = {
      FIVETRAN_API_URL: server.url,
      FIVETRAN_API_KEY: server.apiKey,
      FIVETRAN_API_SECRET: server.apiSecret,
      HOME: home,
    };
  });
  afterAll(async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const COLOURS = "\u001b[3";

  describe("in pipes", () => {
    const run = (...args: string[]) => Fivetranctl.inPipes(args, env).ended;

    it("status: data on standard output, the rest on standard error, no colours, exit code 5", async () => {
      const { exitCode, stdout, stderr } = await run("status");
      expect(exitCode).toBe(5);
      expect(stdout).toMatch(/^NAME +SERVICE +STATE/);
      expect(stdout).not.toContain("\u001b");
      expect(stderr).toBe("4 connections in 2 groups: 1 broken, 2 active, 1 paused.\n");
      const json = await run("status", "state=active", "--output", "ndjson", "--columns", "id");
      expect(json).toMatchObject({ exitCode: 0, stdout: '{"id":"crisp_falcon"}\n{"id":"shy_mole"}\n' });
    });

    it("ends quietly when nobody reads on", async () => {
      const command = Fivetranctl.inPipes(["status"], env);
      command.child.stdout?.destroy();
      expect(await command.ended).toMatchObject({ stderr: expect.not.stringContaining("EPIPE") as string });
    });

    it("a wrong call ends with 2, a failed one with 1, and both say what to do", async () => {
      expect(await run("statsu")).toMatchObject({
        exitCode: 2,
        stdout: "",
        stderr: expect.stringContaining("Did you mean status?") as string,
      });
      const wrong = await Fivetranctl.inPipes(["whoami"], { ...env, FIVETRAN_API_SECRET: "nobody-knows" })
        .ended;
      expect(wrong).toMatchObject({ exitCode: 1, stdout: "" });
      expect(wrong.stderr).toMatch(/^error: .*\nhint: /);
      const { FIVETRAN_API_KEY: _, ...keyless } = env;
      expect(await Fivetranctl.inPipes(["whoami"], keyless).ended).toMatchObject({ exitCode: 2 });
    });

    it("sync --wait: one line for each change on standard error, results on standard output", async () => {
      await server.control.configure({ syncDurationMs: 0 });
      const { exitCode, stdout, stderr } = await run(
        "sync",
        "crisp_falcon",
        "shy_mole",
        "--wait",
        "--output",
        "ndjson",
        "--columns",
        "outcome",
      );
      expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '{"outcome":"succeeded"}\n'.repeat(2) });
      expect(stderr).toContain("✓ analytics/shop_eu: succeeded\n");
      expect(stderr).not.toContain("\u001b");
      expect((await run("sync", "quiet_lynx")).exitCode).toBe(1);
      expect((await run("pause", "group=analytics")).exitCode).toBe(2);
    });

    it("sync --wait ends at Ctrl-C with 130 and with 3 at the deadline; the sync goes on", async () => {
      await server.control.configure({ syncDurationMs: 3_600_000 });
      const command = Fivetranctl.inPipes(["sync", "crisp_falcon", "--wait"], env);
      await command.shows(/shop_eu: syncing/);
      command.interrupt();
      const { exitCode, stdout } = await command.ended;
      expect(exitCode).toBe(130);
      expect(stdout).toContain("stopped watching; the sync goes on");
      expect((await run("sync", "crisp_falcon", "--wait", "--timeout", "1s")).exitCode).toBe(3);
      expect((await run("status", "crisp_falcon", "--columns", "sync")).stdout).toContain("syncing");
    });

    it("status --watch ends at Ctrl-C with what it found", async () => {
      const command = Fivetranctl.inPipes(["status", "--watch", "state=active"], env);
      await command.shows(/UTC: 2 connections/);
      command.interrupt();
      expect(await command.ended).toMatchObject({ exitCode: 0 });
    });
  });

  describe.skipIf(!HAS_TERMINAL)("on a terminal", () => {
    it("status has colours, and none with NO_COLOR", async () => {
      const { exitCode, stdout } = await Fivetranctl.onTerminal(["status"], env).ended;
      expect(exitCode).toBe(5);
      expect(stdout).toContain(COLOURS);
      const plain = await Fivetranctl.onTerminal(["status"], { ...env, NO_COLOR: "1" }).ended;
      expect(plain.stdout).not.toContain(COLOURS);
    });

    it("sync --wait moves in place, and Ctrl-C leaves the sync running", async () => {
      await server.control.configure({ syncDurationMs: 3_600_000 });
      const command = Fivetranctl.onTerminal(
        ["sync", "shy_mole", "crisp_falcon", "--wait", "--poll", "1s"],
        env,
      );
      await command.shows(/billing: syncing, 1s/);
      command.type("\u0003");
      const { exitCode, stdout } = await command.ended;
      expect(exitCode).toBe(130);
      expect(stdout).toContain("the sync goes on");
    });

    it("a filter is asked for, and a resync wants the connection's name", async () => {
      const pause = Fivetranctl.onTerminal(["pause", "service=mysql"], env);
      await pause.shows(/Go on\?/);
      pause.type("n");
      expect(await pause.ended).toMatchObject({
        exitCode: 0,
        stdout: expect.stringContaining("Nothing was sent.") as string,
      });
      const resync = Fivetranctl.onTerminal(["resync", "crisp_falcon"], env);
      await resync.shows(/to load it all again/);
      resync.type("\u0003");
      expect((await resync.ended).exitCode).toBe(130);
    });

    it("status fits the width", async () => {
      const { stdout } = await Fivetranctl.onTerminal(["status"], { ...env, NO_COLOR: "1" }, 80).ended;
      for (const line of stdout.split("\r\n").slice(0, 5)) expect(line.length).toBeLessThanOrEqual(80);
    });

    it("status --watch shows each look in the place of the one before, until Ctrl-C", async () => {
      const command = Fivetranctl.onTerminal(["status", "--watch", "--every", "1s"], env);
      await command.shows(/UTC: 4 connections.*UTC: 4 connections/s);
      command.type("\u0003");
      expect(await command.ended).toMatchObject({ exitCode: 5 });
    });
  });
});
