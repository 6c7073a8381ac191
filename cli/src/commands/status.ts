import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { durationArgument } from "./arguments";
import { documentedAs } from "./documented";
import type { StatusOptions } from "./status/status";

export const HEALTH_FIELDS = {
  id: "the connection's id",
  name: "`group/schema`",
  group: "the group's name",
  groupId: "the group's id",
  schema: "the connection's schema, or `schema.table`",
  service: "the source, such as `postgres`",
  state: "the gravest of `states`",
  states: "the dashboard's words: broken, incomplete, paused, syncing, rescheduled, active",
  paused: "whether no sync starts",
  setup: "Fivetran's setup state: incomplete, connected, broken",
  sync: "Fivetran's sync state: scheduled, syncing, paused, rescheduled",
  update: "`on_schedule` or `delayed`",
  historical: "whether all history is being loaded",
  schedule: "when it syncs, in the words that `schedule` takes",
  succeededAt: "end of the last sync that succeeded; null when none has",
  failedAt: "end of the last sync that failed; null when none has",
  rescheduledFor: "when a sync that was put off is tried again",
  failing: "whether the sync that ended last failed",
  ageSeconds: "since the last sync that succeeded, or since the connection was made",
  stale: "whether that is longer than `--stale`",
  tasks: "what must be done: code and message",
  warnings: "what is worth knowing: code and message",
} as const;

export function statusCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("status")))
    .description("Show how connections are: setup, syncs, schedule, freshness, tasks and warnings.")
    .argument(
      "[connections...]",
      "ids, group/schema, or a filter such as service=postgres state=broken (default: all)",
    )
    .option("--stale <duration>", "data older than this is stale, such as 6h", durationArgument)
    .option("--groups", "a line for each group, with how many of its connections are in each state")
    .option("--watch", "show it again and again, until Ctrl-C")
    .option("--every <duration>", "how often --watch looks (default: 1m)", durationArgument)
    .action(async (words: string[], options: StatusOptions) => {
      const { status } = await import("./status/status.js");
      await status(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "status", purpose: "Show all connections, by group.", exitCode: 5 },
      {
        line: "status group=analytics state=broken",
        purpose: "Show those of a group that are broken.",
        exitCode: 5,
      },
      {
        line: "status paused=false --stale 6h",
        purpose: "Fail in a pipeline when data is older than six hours.",
        exitCode: 5,
      },
      {
        line: "status analytics/shop_eu --json --columns state,succeededAt",
        purpose: "Read two fields in a script.",
      },
      { line: "status --groups", purpose: "Count the states of each group.", exitCode: 5 },
      { line: "status --watch", purpose: "Keep an eye on the account.", notRun: "it ends at Ctrl-C" },
    ],
    fields: HEALTH_FIELDS,
    notes: [
      "The exit code is 5 when a connection is broken (its setup is, or its last sync failed) or, with `--stale`, stale. A paused connection can be stale too: `paused=false` leaves those out.",
      "It takes two calls for each 1,000 connections.",
    ],
  });
}
