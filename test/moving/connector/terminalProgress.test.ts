import { expect, it } from "vitest";
import type { SyncRecord } from "../../../engine/src/connector/connectorFolder";
import { ConnectorEventSource, ConnectorEvents } from "../../../engine/src/connector/events";
import { type ProgressOutput, showProgress } from "../../../engine/src/connector/terminalProgress";

class Source extends ConnectorEventSource {
  readonly told = new ConnectorEvents();

  constructor(events = new ConnectorEvents()) {
    super(events);
    this.told = events;
  }
}

const RECORD: SyncRecord = {
  ...{ sync: 1, startedAt: "", endedAt: "", status: "SUCCESSFUL", tries: 1, deleted: 0 },
  ...{ rows: 12_000, bytes: 3_400_000, durationMs: 1234 },
  tables: ["a", "b"].map((table) => ({ table, rows: 6000, deleted: 0, bytes: 1, durationMs: 1 })),
};

/** What is written while a sync runs for a second, and another one fails. */
function shown(isTTY: boolean): string[] {
  const source = new Source();
  const written: string[] = [];
  let time = 1_000_000;
  const output: ProgressOutput = { isTTY, write: (text) => written.push(text) };
  showProgress(source, output, () => time);
  source.told.emit("syncStart", { connector: "shop", sync: 1, startedAt: new Date(0) });
  for (let rows = 1000; rows <= 12_000; rows += 1000) {
    time += 50;
    source.told.emit("progress", { connector: "shop", table: "public.a", rows, bytes: rows * 283 });
  }
  source.told.emit("syncComplete", { connector: "shop", record: RECORD });
  source.told.emit("syncError", {
    connector: "shop",
    record: { ...RECORD, status: "FAILED" },
    error: new Error("why"),
  });
  return written;
}

it("shows one line of the table that is moved, ten times a second, and how the sync ended", () => {
  const lines = shown(true);
  expect(lines[0]).toBe("\r\u001b[Kshop: public.a 1,000 rows, 0.3 MB, 20,000 rows/s");
  expect(lines).toHaveLength(8);
  expect(lines.at(-2)).toBe("\r\u001b[Kshop: 2 tables, 12,000 rows, 3.4 MB in 1.2 s\n");
  expect(lines.at(-1)).toBe("\r\u001b[Kshop failed after 1.2 s: why\n");
});

it("writes only the ends where there is no terminal", () => {
  expect(shown(false)).toEqual([
    "shop: 2 tables, 12,000 rows, 3.4 MB in 1.2 s\n",
    "shop failed after 1.2 s: why\n",
  ]);
});
