import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { listArgument } from "./arguments";
import { documentedAs } from "./documented";
import type { ResyncOptions } from "./resync/resync";

export function resyncCommand(surroundings: Surroundings): Command {
  const command = withAccess(new Command("resync"))
    .description("Load all history of a connection, or of some of its tables, again.")
    .argument("<connection>", "its id, or group/schema")
    .option("--table <schema.table>", "only this table; may be given several times", listArgument)
    .option("--confirm <name>", "the connection's name, in place of typing it")
    .option("--dry-run", "only say what it would cost")
    .action(async (word: string, options: ResyncOptions) => {
      const { resync } = await import("./resync/resync.js");
      await resync(word, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "resync analytics/shop_eu --dry-run", purpose: "See what it would cost." },
      {
        line: "resync analytics/shop_eu --table public.orders --confirm analytics/shop_eu",
        purpose: "Load one table again, in a script.",
      },
    ],
    notes: ["Nothing is sent before the connection's name has been typed, or given with `--confirm`."],
  });
}
