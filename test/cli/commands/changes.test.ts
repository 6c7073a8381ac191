import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandLine } from "../support/commandLine";

describe("commands that change connections", () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = await CommandLine.open();
  });
  afterEach(() => line.close());

  const rows = async (...args: string[]) => {
    const { code, out, said } = await line.run([...args, "--json"]);
    return { code, said, rows: out === "" ? [] : (JSON.parse(out) as Record<string, unknown>[]) };
  };

  it("pause and resume change what is not so yet, and send nothing else", async () => {
    expect(await rows("pause", "group=analytics", "--yes")).toMatchObject({
      code: 0,
      rows: [
        { id: "brave_otter", outcome: "changed" },
        { id: "crisp_falcon", outcome: "changed" },
        { id: "quiet_lynx", outcome: "unchanged", detail: "paused already" },
      ],
    });
    expect(line.writes()).toEqual([
      "PATCH /v1/connections/brave_otter",
      "PATCH /v1/connections/crisp_falcon",
    ]);
    expect(await rows("resume", "brave_otter", "shy_mole")).toMatchObject({
      code: 0,
      rows: [
        { outcome: "changed", detail: "its setup is broken: it syncs once that is mended" },
        { outcome: "unchanged", detail: "not paused" },
      ],
    });
  });

  it("go on with the others when one fails, and end with 1", async () => {
    line.server.control.faults.add({
      method: "PATCH",
      path: "brave_otter$",
      status: 403,
      code: "Forbidden",
      message: "not you",
    });
    const { code, rows: list } = await rows("pause", "brave_otter", "crisp_falcon");
    expect(code).toBe(1);
    expect(list).toMatchObject([
      {
        outcome: "failed",
        detail: expect.stringContaining("Give the owner of the API key the role") as string,
      },
      { outcome: "changed" },
    ]);
  });

  it("send nothing in a dry run", async () => {
    for (const [command = "", ...args] of [
      ["pause"],
      ["resume"],
      ["test"],
      ["schedule", "--set", "manual"],
      ["sync"],
    ]) {
      const { code, said } = await rows(command, "--all", "--dry-run", ...args);
      expect(code).toBe(0);
      expect(said).toContain("in account Acme");
    }
    expect(line.writes()).toEqual([]);
  });

  it("test shows which test failed, and why", async () => {
    await line.server.control.setupTests.add({
      connectionId: "crisp_falcon",
      tests: [
        { title: "Host Connection", status: "PASSED" },
        { title: "Login", status: "FAILED", message: "wrong password" },
      ],
    });
    expect(await rows("test", "crisp_falcon", "shy_mole")).toMatchObject({
      code: 1,
      rows: [
        { outcome: "failed", detail: "its setup is broken; Login: FAILED (wrong password)" },
        { outcome: "changed", detail: expect.stringMatching(/^connected, \d+ tests$/) as string },
      ],
    });
  });

  it.each(["every 6 hours", "daily at 09:00", "manual", "weekdays at 09:00", "cron 0 6 * * 1-5"])(
    "schedule sets '%s', shows it, and sends nothing when it is so already",
    async (words) => {
      const set = ["schedule", "quiet_lynx", "--set", words];
      expect((await rows(...set)).code).toBe(0);
      expect(await rows("schedule", "quiet_lynx")).toMatchObject({
        rows: [{ name: "analytics/shop_us", schedule: words }],
      });
      const sent = line.writes().length;
      expect(await rows(...set)).toMatchObject({ rows: [{ outcome: "unchanged" }] });
      expect(line.writes()).toHaveLength(sent);
    },
  );

  it("schedule says what it does not understand", async () => {
    expect(await rows("schedule", "quiet_lynx", "--set", "every blue moon")).toMatchObject({
      code: 2,
      said: expect.stringMatching(
        /--set 'every blue moon' is not understood; write 'every hour on weekdays'/,
      ) as string,
    });
  });
});

describe("fivetranctl history", () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = await CommandLine.open();
  });
  afterEach(() => line.close());

  it("shows the syncs of a time, with why they failed", async () => {
    await line.server.control.syncRules.add({
      connectionId: "crisp_falcon",
      outcome: "FAILED",
      reason: "Login failed",
      times: 1,
    });
    await line.run(["sync", "crisp_falcon"]);
    await line.clock.sleep(60_000);
    await line.run(["sync", "crisp_falcon"]);
    await line.clock.sleep(1000);
    const { code, out } = await line.run(["history", "crisp_falcon", "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { status: "COMPLETED", reason: null, start: "2026-01-02T03:05:05.000Z" },
      { status: "FAILURE", reason: "Login failed", durationSeconds: 0 },
    ]);
    expect((await line.run(["history", "--all", "--failed", "--columns", "name,reason"])).out).toBe(
      "NAME               REASON\nanalytics/shop_eu  Login failed",
    );
    expect(await line.run(["history", "shy_mole", "--last", "7d"])).toMatchObject({
      code: 0,
      said: "No such sync in the last 7d.",
    });
  });

  it("says that an account has none, and what to use instead", async () => {
    line.server.control.faults.add({
      method: "GET",
      path: "sync-history",
      status: 404,
      code: "NotFound",
      message: "HTTP 404 Not Found",
    });
    expect(await line.run(["history", "crisp_falcon"])).toMatchObject({
      code: 1,
      said: expect.stringMatching(/does not offer the sync history.*\nhint: 'fivetranctl status'/) as string,
    });
    expect((await line.run(["history", "crisp_falcon", "--last", "8d"])).code).toBe(2);
  });
});

describe("fivetranctl resync", () => {
  let line: CommandLine;
  beforeEach(async () => {
    line = await CommandLine.open();
  });
  afterEach(() => line.close());

  it("says what it costs, and sends nothing until the connection's name is given", async () => {
    const dry = await line.run(["resync", "analytics/shop_eu", "--dry-run"]);
    expect(dry.code).toBe(0);
    expect(dry.said).toMatch(/loads all history of its \d+ synced tables again/);
    expect(await line.run(["resync", "crisp_falcon"])).toMatchObject({
      code: 2,
      said: expect.stringContaining("Give --confirm 'analytics/shop_eu'.") as string,
    });
    expect(await line.run(["resync", "crisp_falcon", "--confirm", "analytics/shop_us"])).toMatchObject({
      code: 2,
    });
    expect(line.writes()).toEqual([]);
    expect(await line.run(["resync", "crisp_falcon", "--confirm", "analytics/shop_eu"])).toMatchObject({
      code: 0,
      said: expect.stringContaining("The resync has begun. Its end: fivetranctl wait crisp_falcon") as string,
    });
    expect(line.writes()).toEqual(["POST /v1/connections/crisp_falcon/resync"]);
  });

  it("is of the tables that are named, all of which must be there", async () => {
    const resync = (...tables: string[]) =>
      line.run([
        "resync",
        "crisp_falcon",
        ...tables.flatMap((table) => ["--table", table]),
        "--confirm",
        "crisp_falcon",
      ]);
    expect(await resync("public.orders", "public.ordres", "zzz")).toMatchObject({
      code: 2,
      said: expect.stringMatching(
        /no table 'public\.ordres'\. Did you mean 'public\.orders'\?\n.*no table 'zzz'\./,
      ) as string,
    });
    expect(await resync("public.orders", "public.customers")).toMatchObject({ code: 0 });
    const [entry] = line.server.control.journal().filter(({ method }) => method === "POST");
    expect(entry).toMatchObject({
      path: "/v1/connections/crisp_falcon/schemas/tables/resync",
      body: { public: ["orders", "customers"] },
    });
  });

  it("asks for the name at a terminal", async () => {
    const ask = (typed: string) => ({
      confirm: () => Promise.resolve(false),
      text: () => Promise.resolve(typed),
      secret: () => Promise.reject(new Error("not asked")),
      choose: () => Promise.reject(new Error("not asked")),
    });
    expect((await line.run(["resync", "crisp_falcon"], { ask: ask("yes") })).code).toBe(2);
    expect(line.writes()).toEqual([]);
    expect((await line.run(["resync", "crisp_falcon"], { ask: ask("analytics/shop_eu") })).code).toBe(0);
  });
});
