import type { Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import type { Surroundings } from "../../surroundings";
import type { SyncOutcome, SyncResult } from "../../syncs/syncResult";

const STYLES: Partial<Record<SyncOutcome, "good" | "bad" | "warning">> = {
  succeeded: "good",
  failed: "bad",
  canceled: "bad",
  refused: "bad",
  rescheduled: "warning",
  deadline: "warning",
  interrupted: "warning",
};

const COLUMNS: readonly Column<SyncResult>[] = [
  { path: "name" },
  {
    path: "outcome",
    cell: ({ outcome: text }) => {
      const style = STYLES[text];
      return style === undefined ? text : { text, style };
    },
  },
  { path: "endedAt" },
  { path: "reason" },
];

/** What became of each, on standard output. */
export function showResults(
  rows: readonly SyncResult[],
  options: OutputOptions,
  surroundings: Surroundings,
): Promise<void> {
  return showRows(surroundings, options, { columns: COLUMNS, rows, none: "No connection is chosen." });
}
