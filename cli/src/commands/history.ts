import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { durationArgument } from "./arguments";
import { documentedAs } from "./documented";
import type { HistoryOptions } from "./history/history";
import { CONNECTIONS } from "./writes/options";

/** @unit milliseconds */
const DAY_MS = 86_400_000;

export function historyCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("history")))
    .description("Show the last syncs, and why some of them failed.")
    .argument("[connections...]", CONNECTIONS)
    .option("--all", "all connections of the account")
    .option("--last <duration>", "how far back, 7d at most (default: 1d)", durationArgument, DAY_MS)
    .option("--failed", "only syncs that did not complete")
    .action(async (words: string[], options: HistoryOptions) => {
      const { history } = await import("./history/history.js");
      await history(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "history analytics/shop_eu", purpose: "Show the syncs of the last day." },
      { line: "history group=analytics --failed --last 7d", purpose: "Find what failed in a week, and why." },
    ],
    fields: {
      id: "the connection's id",
      name: "`group/schema`",
      syncId: "the sync's id",
      status: "COMPLETED, FAILURE, CANCELED, INCOMPLETE, RESCHEDULED or PAUSED",
      start: "when it began",
      end: "when it ended; null while it runs",
      durationSeconds: "null while it runs",
      reason: "why it did not complete",
      extractedMb: "megabytes read; null where Fivetran did not count",
      loadedMb: "megabytes loaded; null where Fivetran did not count",
    },
    notes: [
      "One call for each connection. Accounts that Fivetran does not offer the sync history to are told so.",
    ],
  });
}
