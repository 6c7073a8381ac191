import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { documentedAs } from "./documented";
import type { ScheduleOptions } from "./schedule/schedule";
import { withWriting } from "./writes/options";

export function scheduleCommand(surroundings: Surroundings): Command {
  const command = withWriting(withOutput(withAccess(new Command("schedule"))))
    .description("Show when connections sync, or set it.")
    .option("--set <schedule>", "such as 'every 6 hours', 'weekdays at 09:00', 'cron 0 6 * * 1-5' or manual")
    .action(async (words: string[], options: ScheduleOptions) => {
      const { schedule } = await import("./schedule/schedule.js");
      await schedule(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "schedule group=analytics", purpose: "Show the schedules of a group." },
      { line: "schedule analytics/shop_eu --set 'every 6 hours'", purpose: "Sync every six hours." },
      {
        line: "schedule service=postgres --set 'weekdays at 09:00' --yes",
        purpose: "Sync on weekdays, in UTC.",
      },
    ],
    fields: {
      id: "the connection's id",
      name: "`group/schema`",
      schedule:
        "when it syncs, in the words that `--set` takes; with `--set`, `outcome` and `detail` stand in its place",
      paused: "whether no sync starts",
    },
    notes: [
      "Which intervals and minutes Fivetran takes is not documented; what it refuses ends the command with 1, and its reason is shown.",
    ],
  });
}
