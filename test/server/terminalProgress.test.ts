import { describe, expect, it } from "vitest";
import { terminalProgress } from "../../server/src/terminalProgress";

const ABOUT = { account: "account", connectionId: "c", schema: "shop", service: "postgres", number: 3 };
const table = (rows: number, durationMs: number, more = {}) => ({
  ...{ table: "public.orders", rows, deleted: 0, bytes: rows * 100, durationMs },
  ...more,
});

describe("progress on a terminal", () => {
  const showing = (isTTY: boolean) => {
    let text = "";
    let now = 0;
    const write = (more: string) => (text += more);
    const listen = terminalProgress({ write, isTTY, columns: 60 }, () => now);
    return {
      listen,
      pass: (ms: number) => {
        now += ms;
      },
      take: () => {
        const taken = text;
        text = "";
        return taken;
      },
    };
  };

  it("is lines where nothing can be written over: now and then, and at the end", () => {
    const { listen, pass, take } = showing(false);
    listen({ ...ABOUT, kind: "start" });
    listen({ ...ABOUT, kind: "table", table: table(10, 100) });
    expect(take()).toBe("");
    pass(10_000);
    listen({ ...ABOUT, kind: "table", table: table(40_000, 10_000) });
    expect(take()).toBe("shop #3: public.orders: 40,000 rows (4,000 rows/s), 4.0 MB, 10.0 s\n");
    pass(100);
    listen({ ...ABOUT, kind: "table", table: table(41_000, 10_100) });
    expect(take()).toBe("");
    const failed = table(0, 20, { table: "public.notes", deleted: 2, error: "no" });
    listen({
      ...ABOUT,
      ...{ kind: "end", status: "FAILED", reason: "public.notes:\nno", durationMs: 12_000 },
      tables: [table(1, 12), failed],
    });
    expect(take()).toBe(
      [
        "shop #3: public.orders: 1 row, 100 B, 0.0 s",
        "shop #3: public.notes: 0 rows, 2 deleted, 0 B, 0.0 s, FAILED",
        "shop #3: FAILED, 1 row, 100 B in 12.0 s",
        "  public.notes:",
        "  no",
        "",
      ].join("\n"),
    );
  });

  it("is one line that is written over on a terminal, no longer than it is wide", () => {
    const { listen, pass, take } = showing(true);
    pass(1000);
    listen({ ...ABOUT, kind: "table", table: table(2_000_000_000, 100_000) });
    const line = take();
    expect(line).toBe(
      "\r\u001b[Kshop #3: public.orders: 2,000,000,000 rows (20,000,000 rows/s)".slice(0, 63),
    );
    pass(100);
    listen({ ...ABOUT, kind: "table", table: table(3, 100_000) });
    expect(take()).toBe("");
    pass(100);
    listen({ ...ABOUT, kind: "table", table: table(3, 100_000) });
    expect(take()).toContain("3 rows");
    listen({ ...ABOUT, kind: "end", status: "SUCCESSFUL", tables: [], durationMs: 5 });
    expect(take()).toBe("\r\u001b[Kshop #3: SUCCESSFUL, 0 rows, 0 B in 0.0 s\n");
  });
});
