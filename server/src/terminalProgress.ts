import type { SyncedTable } from "./syncExecutor";
import type { SyncEvent, SyncEventListener } from "./workers/syncFeed";

/** Where progress is shown: standard error. */
export interface Terminal {
  write(text: string): unknown;
  /** Whether a line can be written over. */
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Between two states of the line that is written over. */
const REDRAW_MS = 200;
/** Between two lines about one sync where nothing can be written over. */
const LINE_MS = 10_000;
const CLEAR_LINE = "\r\u001b[K";

/** Shows syncs on a terminal: one line for what runs, which is written over, and lines that stay for what has ended. */
export function terminalProgress(terminal: Terminal, now: () => number = Date.now): SyncEventListener {
  const isLive = terminal.isTTY === true;
  const spoken = new Map<string, number>();
  let drawnAt = 0;
  const show = (event: SyncEvent, line: string): void => {
    const key = isLive ? "" : event.connectionId;
    const last = isLive ? drawnAt : (spoken.get(key) ?? 0);
    if (now() - last < (isLive ? REDRAW_MS : LINE_MS)) return;
    if (isLive) {
      drawnAt = now();
      terminal.write(CLEAR_LINE + line.slice(0, (terminal.columns ?? 80) - 1));
    } else {
      spoken.set(key, now());
      terminal.write(`${line}\n`);
    }
  };
  return (event) => {
    const name = `${event.schema} #${event.number}`;
    if (event.kind === "start") spoken.set(event.connectionId, now());
    else if (event.kind === "table" && event.table !== undefined)
      show(event, `${name}: ${tableWords(event.table)}`);
    else if (event.kind === "end") {
      spoken.delete(event.connectionId);
      const lines = [
        ...(event.tables ?? []).map((table) => `${name}: ${tableWords(table)}`),
        endWords(name, event),
      ];
      terminal.write(`${isLive ? CLEAR_LINE : ""}${lines.join("\n")}\n`);
    }
  };
}

function endWords(name: string, { status, reason, tables = [], durationMs = 0 }: SyncEvent): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const bytes = tables.reduce((sum, table) => sum + table.bytes, 0);
  const why = reason === undefined ? "" : `\n  ${reason.replaceAll("\n", "\n  ")}`;
  return `${name}: ${status ?? ""}, ${rowsWords(rows)}, ${bytesWords(bytes)} in ${seconds(durationMs)}${why}`;
}

function tableWords({ table, rows, deleted, bytes, durationMs, error }: SyncedTable): string {
  const rate = durationMs >= 1000 ? ` (${count(Math.round((rows * 1000) / durationMs))} rows/s)` : "";
  const gone = deleted === 0 ? "" : `, ${count(deleted)} deleted`;
  const failed = error === undefined ? "" : ", FAILED";
  return `${table}: ${rowsWords(rows)}${rate}${gone}, ${bytesWords(bytes)}, ${seconds(durationMs)}${failed}`;
}

function rowsWords(rows: number): string {
  return rows === 1 ? "1 row" : `${count(rows)} rows`;
}

function bytesWords(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit] ?? ""}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function count(value: number): string {
  return value.toLocaleString("en");
}
