import type { ConnectorEventMap, ConnectorEventSource } from "./events";

/** A terminal, or what stands in for one. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** Times a second that a terminal's line is written anew. */
const MOST_A_SECOND = 10;
const CLEAR_LINE = "\r\u001b[K";

/**
 * Shows syncs as they run: on a terminal one line of the table that is being moved, with its rows, bytes and rows a second; elsewhere a
 * line when a sync has ended.
 */
export function showProgress(source: ConnectorEventSource, output: ProgressOutput, now: () => number): void {
  const started = new Map<string, number>();
  let shownAt = 0;
  const clear = (): string => (output.isTTY === true ? CLEAR_LINE : "");
  source.onSyncStart(({ connector }) => {
    started.set(connector, now());
  });
  source.onProgress((event) => {
    if (output.isTTY !== true || now() - shownAt < 1000 / MOST_A_SECOND) return;
    shownAt = now();
    output.write(`${CLEAR_LINE}${lineOf(event, now() - (started.get(event.connector) ?? now()))}`);
  });
  source.onSyncComplete(({ connector, record }) => {
    const { rows, bytes, durationMs, tables } = record;
    const count = tables.length === 1 ? "1 table" : `${tables.length} tables`;
    output.write(
      `${clear()}${connector}: ${count}, ${formatRows(rows)}, ${formatBytes(bytes)} in ${formatSeconds(durationMs)}\n`,
    );
  });
  source.onSyncError(({ connector, record, error }) => {
    output.write(
      `${clear()}${connector} failed after ${formatSeconds(record.durationMs)}: ${error.message}\n`,
    );
  });
}

function lineOf({ connector, table, rows, bytes }: ConnectorEventMap["progress"], elapsedMs: number): string {
  const rate = elapsedMs > 0 ? `, ${formatRows(Math.round((rows * 1000) / elapsedMs))}/s` : "";
  return `${connector}: ${table} ${formatRows(rows)}, ${formatBytes(bytes)}${rate}`;
}

function formatRows(rows: number): string {
  return rows === 1 ? "1 row" : `${rows.toLocaleString("en-US")} rows`;
}

function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
