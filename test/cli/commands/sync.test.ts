import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SyncResult } from "../../../cli/src/syncs/syncResult";
import { CommandLine } from "../support/commandLine";

const MINUTE = 60_000;

describe("fivetranctl sync", () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = await CommandLine.open();
    await line.server.control.configure({ syncDurationMs: 3 * MINUTE });
  });
  afterEach(() => line.close());

  const syncRule = (rule: Parameters<typeof line.server.control.syncRules.add>[0]) =>
    line.server.control.syncRules.add(rule);

  async function sync(
    ...args: string[]
  ): Promise<{ code: number; said: string; results: Record<string, string>; rows: SyncResult[] }> {
    const { code, out, said } = await line.run(["sync", ...args, "--json"]);
    const rows = out === "" ? [] : (JSON.parse(out) as SyncResult[]);
    return { code, said, rows, results: Object.fromEntries(rows.map(({ id, outcome }) => [id, outcome])) };
  }

  it("starts a sync, and names the account and the connection before it does", async () => {
    const { code, results, said } = await sync("analytics/shop_eu");
    expect({ code, results }).toEqual({ code: 0, results: { crisp_falcon: "started" } });
    expect(said).toMatch(
      /^About to sync 1 connection in account Acme \(.+, by FIVETRAN_API_KEY\):\n {2}analytics\/shop_eu \(crisp_falcon\)$/,
    );
    expect(line.writes()).toEqual(["POST /v1/connections/crisp_falcon/sync"]);
    expect((await sync("crisp_falcon")).results).toEqual({ crisp_falcon: "running" });
  });

  it("--wait follows many to their ends, and the gravest decides the exit code", async () => {
    await syncRule({ connectionId: "shy_mole", outcome: "FAILED", reason: "Login failed" });
    const { code, rows } = await sync("crisp_falcon", "shy_mole", "--wait");
    expect(code).toBe(1);
    expect(rows).toMatchObject([
      { id: "crisp_falcon", outcome: "succeeded", reason: null, endedAt: "2026-01-02T03:07:05.000Z" },
      { id: "shy_mole", outcome: "failed", reason: expect.stringContaining("Login failed") as string },
    ]);
  });

  it("--wait follows a sync that runs already", async () => {
    await sync("crisp_falcon");
    await line.server.control.clock.advance(MINUTE);
    expect(await sync("crisp_falcon", "--wait")).toMatchObject({
      code: 0,
      results: { crisp_falcon: "succeeded" },
    });
    expect(line.writes()).toHaveLength(1);
  });

  it("refuses what is paused or not set up with what to do, and syncs the others", async () => {
    const { code, rows } = await sync("quiet_lynx", "brave_otter", "crisp_falcon", "--wait");
    expect(code).toBe(1);
    expect(rows).toMatchObject([
      { outcome: "refused", reason: "it is paused: fivetranctl resume quiet_lynx, or give --resume" },
      {
        outcome: "refused",
        reason: expect.stringMatching(/^its setup is broken.*fivetranctl test brave_otter$/) as string,
      },
      { outcome: "succeeded" },
    ]);
    expect(await sync("quiet_lynx", "--resume")).toMatchObject({
      code: 0,
      results: { quiet_lynx: "started" },
    });
  });

  it("gives up at the deadline with 3; the sync goes on", async () => {
    const { code, rows } = await sync("crisp_falcon", "--wait", "--timeout", "1m");
    expect(code).toBe(3);
    expect(rows).toMatchObject([{ outcome: "deadline", reason: "the time is up; the sync goes on" }]);
    await line.server.control.clock.advance(5 * MINUTE);
    expect((await line.run(["wait", "crisp_falcon"])).code).toBe(0);
  });

  it("at Ctrl-C stops watching with 130, and says that the sync goes on", async () => {
    const controller = new AbortController();
    const clock = {
      now: line.clock.now,
      sleep: () => {
        controller.abort();
        return Promise.reject(controller.signal.reason as Error);
      },
    };
    const { code, out } = await line.run(["sync", "crisp_falcon", "--wait"], {
      clock,
      signal: controller.signal,
    });
    expect(code).toBe(130);
    expect(out).toContain("stopped watching; the sync goes on");
  });

  describe("that Fivetran puts off", () => {
    beforeEach(() =>
      syncRule({
        connectionId: "crisp_falcon",
        outcome: "RESCHEDULED",
        rescheduledForMs: 60 * MINUTE,
        times: 1,
      }),
    );

    it("ends with 4 and until when", async () => {
      const { code, rows } = await sync("crisp_falcon", "--wait");
      expect(code).toBe(4);
      expect(rows).toMatchObject([
        {
          outcome: "rescheduled",
          rescheduledFor: "2026-01-02T04:07:05.000Z",
          reason: expect.stringContaining("2026-01-02 04:07 UTC") as string,
        },
      ]);
    });

    it("ends with 0 where that is said to be as good", async () => {
      expect(await sync("crisp_falcon", "--wait", "--on-reschedule", "ok")).toMatchObject({
        code: 0,
        results: { crisp_falcon: "rescheduled" },
      });
    });

    it("is waited for, and with a manual schedule started again then", async () => {
      await line.run(["schedule", "crisp_falcon", "--set", "manual"]);
      const before = line.writes().length;
      const starts = (): string[] => line.writes().slice(before);
      // This server starts by itself what it put off; Fivetran does not. So its clock stands still until it is asked again.
      let ahead = 0;
      const clock = {
        now: () => line.clock.now() + ahead,
        sleep: async (ms: number): Promise<void> => {
          if (starts().length === 1 && line.clock.now() > Date.parse("2026-01-02T03:08:00Z")) ahead += ms;
          else await line.clock.sleep(ms);
        },
      };
      const args = [
        "sync",
        "crisp_falcon",
        "--wait",
        "--on-reschedule",
        "wait",
        "--poll",
        "1m",
        "--columns",
        "outcome",
      ];
      expect(await line.run(args, { clock })).toMatchObject({ code: 0, out: "OUTCOME\nsucceeded" });
      expect(starts()).toEqual(Array(2).fill("POST /v1/connections/crisp_falcon/sync"));
      expect(clock.now()).toBeGreaterThan(Date.parse("2026-01-02T04:07:05Z"));
    });
  });

  it("says that a sync was stopped by somebody else", async () => {
    const clock = {
      now: line.clock.now,
      sleep: async (ms: number): Promise<void> => {
        await line.server.control.setPaused("crisp_falcon", true);
        await line.clock.sleep(ms);
      },
    };
    const { code, out } = await line.run(["sync", "crisp_falcon", "--wait", "--json"], { clock });
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ outcome: "canceled" }]);
  });

  it("knows the end without a sync history, and asks for none again", async () => {
    line.server.control.faults.add({
      method: "GET",
      path: "sync-history",
      status: 404,
      code: "NotFound",
      message: "HTTP 404 Not Found",
    });
    await syncRule({ connectionId: "shy_mole", outcome: "FAILED", reason: "Login failed" });
    expect(await sync("crisp_falcon", "shy_mole", "--wait")).toMatchObject({
      code: 1,
      results: { crisp_falcon: "succeeded", shy_mole: "failed" },
    });
  });

  it("needs a yes for a filter, and shows what a dry run would do", async () => {
    expect(await sync("group=analytics")).toMatchObject({
      code: 2,
      said: expect.stringContaining("Give --yes") as string,
    });
    expect(await sync()).toMatchObject({
      code: 2,
      said: expect.stringContaining("No connection is named.") as string,
    });
    expect(await sync("state=active", "--dry-run")).toMatchObject({
      code: 0,
      said: expect.stringContaining("Would sync 2") as string,
    });
    expect(line.writes()).toEqual([]);
    const asked: string[] = [];
    const ask = {
      confirm: (question: string) => Promise.resolve(asked.push(question) === 2),
      text: () => Promise.reject(new Error("not asked")),
      secret: () => Promise.reject(new Error("not asked")),
      choose: () => Promise.reject(new Error("not asked")),
    };
    expect((await line.run(["sync", "state=active"], { ask })).said).toContain("Nothing was sent.");
    expect(line.writes()).toEqual([]);
    expect((await line.run(["sync", "state=active"], { ask })).code).toBe(0);
    expect(line.writes()).toHaveLength(2);
  });
});

describe("fivetranctl wait", () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = await CommandLine.open();
  });
  afterEach(() => line.close());

  it("says how the last sync ended where none runs", async () => {
    expect(await line.run(["wait", "crisp_falcon", "--columns", "outcome"])).toMatchObject({
      code: 0,
      out: "OUTCOME\nsucceeded",
    });
    expect(await line.run(["wait", "brave_otter", "--columns", "outcome"])).toMatchObject({
      code: 1,
      out: "OUTCOME\nfailed",
    });
    expect(await line.run(["wait", "shy_mole"])).toMatchObject({
      code: 1,
      out: expect.stringContaining("it has never synced") as string,
    });
  });

  it("--since waits for a sync that Fivetran's schedule starts", async () => {
    await line.server.control.configure({ schedules: true });
    await line.run(["schedule", "crisp_falcon", "--set", "every hour"]);
    const { code, out } = await line.run([
      "wait",
      "crisp_falcon",
      "--since",
      "2026-01-02T03:00:00Z",
      "--poll",
      "5m",
      "--json",
    ]);
    expect(code).toBe(0);
    const [{ endedAt }] = JSON.parse(out) as [{ endedAt: string }];
    expect(Date.parse(endedAt)).toBeGreaterThan(Date.parse("2026-01-02T03:00:00Z"));
    expect((await line.run(["wait", "shy_mole", "--since", "2027-01-01", "--timeout", "10m"])).code).toBe(3);
  });
});
