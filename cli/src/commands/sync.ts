import { Command, Option } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { durationArgument } from "./arguments";
import { documentedAs } from "./documented";
import type { SyncOptions } from "./sync/sync";
import { withWriting } from "./writes/options";

/** Between two looks at a sync that is followed. @unit milliseconds */
const POLL_MS = 10_000;

export const SYNC_FIELDS = {
  id: "the connection's id",
  name: "`group/schema`",
  outcome:
    "started, running (it ran already), succeeded, failed, canceled, rescheduled, deadline, interrupted, or refused (nothing was started)",
  reason: "why, and what to do about it; null when all is well",
  endedAt: "when the sync ended; null while it runs",
  rescheduledFor: "when a sync that Fivetran put off is tried again",
} as const;

export function syncCommand(surroundings: Surroundings): Command {
  const command = withFollowing(withWriting(withOutput(withAccess(new Command("sync")))))
    .description("Start syncs, and with --wait follow them to their ends.")
    .option("--wait", "follow the syncs; Ctrl-C stops watching, and the syncs go on")
    .option("--force", "stop a sync that runs, and start another")
    .option("--resume", "resume those that are paused first")
    .action(async (words: string[], options: SyncOptions) => {
      const { sync } = await import("./sync/sync.js");
      await sync(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "sync analytics/shop_eu --wait", purpose: "Sync one connection, and wait for its end." },
      {
        line: "sync service=postgres state=active --wait --timeout 2h --yes",
        purpose: "In a pipeline: many at once, for two hours at most.",
      },
      { line: "sync analytics/shop_us --resume", purpose: "Resume a paused connection, and start a sync." },
      { line: "sync state=active --dry-run", purpose: "Say what would be synced." },
    ],
    fields: SYNC_FIELDS,
    notes: [
      "The end of a sync is known from the connection's times of success and failure, which are taken before the start, and from the sync history where the account has it.",
      "Fivetran may put a sync off (`rescheduled`). `--on-reschedule fail` ends with 4, `ok` with 0, and `wait` waits until then; with a manual schedule it starts the sync again at that time, because nothing else does.",
      "Of several connections the gravest result decides the exit code: 130, 1, 3, 4, 0.",
    ],
  });
}

/** Adds what every command takes that waits for syncs. */
export function withFollowing(command: Command): Command {
  return command
    .option("--timeout <duration>", "how long to wait, such as 2h (exit code 3 after that)", durationArgument)
    .addOption(
      new Option(
        "--on-reschedule <what>",
        "when Fivetran puts a sync off: wait until then, fail with 4, or end with 0",
      )
        .choices(["wait", "fail", "ok"])
        .default("fail"),
    )
    .option("--poll <duration>", "between two looks (default: 10s)", durationArgument, POLL_MS);
}
