import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { timeArgument } from "./arguments";
import { documentedAs } from "./documented";
import { SYNC_FIELDS, withFollowing } from "./sync";
import type { WaitOptions } from "./wait/wait";
import { CONNECTIONS } from "./writes/options";

export function waitCommand(surroundings: Surroundings): Command {
  const command = withFollowing(withOutput(withAccess(new Command("wait"))))
    .description("Wait for syncs to end. Starts nothing.")
    .argument("[connections...]", CONNECTIONS)
    .option("--all", "all connections of the account")
    .option("--since <time>", "wait for a sync that ends after this time (RFC 3339)", timeArgument)
    .action(async (words: string[], options: WaitOptions) => {
      const { wait } = await import("./wait/wait.js");
      await wait(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "wait analytics/shop_eu",
        purpose: "Wait for the sync that runs; without one, say how the last one ended.",
      },
      {
        line: "wait analytics/shop_eu --since 2026-01-02T00:00:00Z --timeout 6h",
        purpose: "Wait for fresh data where Fivetran's schedule starts the syncs.",
      },
    ],
    fields: SYNC_FIELDS,
    notes: [
      "A connection whose last sync failed ends the command with 1, as one does whose sync fails while it waits.",
    ],
  });
}
