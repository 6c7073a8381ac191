import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CommandLine } from "../support/commandLine";

describe("fivetranctl status", () => {
  let line: CommandLine;
  beforeAll(async () => {
    line = await CommandLine.open();
    await line.server.control.setStatus("brave_otter", {
      tasks: [{ code: "reconnect", message: "Log in \u001b[31magain" }],
    });
    await line.server.control.setStatus("shy_mole", { rescheduledFor: "2026-01-02T05:00:00Z" });
  });
  afterAll(() => line.close());

  it("shows every connection by group, and ends with 5 because one is broken", async () => {
    const { code, out, said } = await line.run(["status"]);
    expect(code).toBe(5);
    expect(out.split("\n").map((each) => each.replaceAll(/ {2,}/g, " | "))).toEqual([
      "NAME | SERVICE | STATE | SUCCEEDED AT | SCHEDULE | TASKS",
      "analytics/crm | mysql | ✗ broken, historical | never | every 6 hours | last sync failed at 2026-01-02 01:04 UTC; Log in \\u001b[31magain",
      "analytics/shop_eu | postgres | ✓ active | 1h ago | every 6 hours",
      "analytics/shop_us | postgres | – paused | 2d ago | every 6 hours",
      "my team/billing | postgres | ◷ rescheduled, historical | never | every 6 hours | put off until 2026-01-02 05:00 UTC",
    ]);
    expect(said).toBe("4 connections in 2 groups: 1 broken, 1 active, 1 paused, 1 rescheduled.");
  });

  it("shows what is chosen, and ends with 0 when nothing is wrong with it", async () => {
    expect(await line.run(["status", "group=analytics", "state=active", "--columns", "id"])).toEqual({
      code: 0,
      out: "ID\ncrisp_falcon",
      said: "1 connection in 1 group: 1 active.",
    });
    const none = await line.run(["status", "service=oracle"]);
    expect(none).toEqual({ code: 0, out: "", said: "No connection is chosen.\n0 connections in 0 groups." });
  });

  it("finds what is stale, what is paused included", async () => {
    const stale = async (...words: string[]) => {
      const { code, out } = await line.run([
        "status",
        ...words,
        "--stale",
        "6h",
        "--json",
        "--columns",
        "id,stale",
      ]);
      return { code, found: JSON.parse(out) as unknown };
    };
    expect(await stale("service=postgres", "group=analytics")).toEqual({
      code: 5,
      found: [
        { id: "crisp_falcon", stale: false },
        { id: "quiet_lynx", stale: true },
      ],
    });
    expect(await stale("crisp_falcon")).toEqual({ code: 0, found: [{ id: "crisp_falcon", stale: false }] });
    // One that was never loaded is as old as its connection.
    expect(await stale("shy_mole")).toMatchObject({ code: 5 });
  });

  it("has every documented field in --json, and no other", async () => {
    const { HEALTH_FIELDS } = await import("../../../cli/src/commands/status.js");
    const { out } = await line.run(["status", "brave_otter", "--json"]);
    const [row = {}] = JSON.parse(out) as Record<string, unknown>[];
    expect(Object.keys(row)).toEqual(Object.keys(HEALTH_FIELDS));
    expect(row).toMatchObject({
      state: "broken",
      failing: true,
      tasks: [{ code: "reconnect", message: "Log in \u001b[31magain" }],
    });
  });

  it("counts the states of each group", async () => {
    const { out } = await line.run(["status", "--groups"]);
    expect(out.split("\n").map((each) => each.trim().replaceAll(/ {2,}/g, " "))).toEqual([
      "GROUP CONNECTIONS ACTIVE SYNCING RESCHEDULED PAUSED INCOMPLETE BROKEN FAILING STALE",
      "analytics 3 1 0 0 1 0 1 1 0",
      "my team 1 1 0 1 0 0 0 0 0",
    ]);
  });

  it("--watch looks again until Ctrl-C, and ends with what the last look found", async () => {
    const controller = new AbortController();
    let looks = 0;
    const clock = {
      now: line.clock.now,
      sleep: async (ms: number): Promise<void> => {
        expect(ms).toBe(30_000);
        looks += 1;
        if (looks < 3) return;
        controller.abort();
        controller.signal.throwIfAborted();
      },
    };
    const args = ["status", "group=analytics", "--watch", "--every", "30s"];
    const { code, said } = await line.run(args, { clock, signal: controller.signal });
    expect(code).toBe(5);
    expect(said.split("\n")).toHaveLength(3);
  });

  it("takes two calls for the whole account", async () => {
    const before = line.server.control.journal().length;
    await line.run(["status"]);
    expect(line.server.control.journal().length - before).toBe(2);
  });

  it.each([
    [["status", "--stale", "soon"], "Write a duration such as 90s, 30m, 6h or 1d12h."],
    [["status", "colour=red"], "has no key 'colour'"],
    [["status", "nobody"], "There is no connection 'nobody'."],
  ])("%j is a wrong call", async (args, message) => {
    const { code, said } = await line.run(args);
    expect(code).toBe(2);
    expect(said).toContain(message);
  });
});
