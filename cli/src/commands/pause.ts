import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { documentedAs } from "./documented";
import type { ChangeOptions } from "./writes/change";
import { CHANGE_FIELDS } from "./writes/fields";
import { withWriting } from "./writes/options";

export function pauseCommand(surroundings: Surroundings): Command {
  const command = withWriting(withOutput(withAccess(new Command("pause"))))
    .description("Pause connections: no sync starts, and one that runs is stopped.")
    .action(async (words: string[], options: ChangeOptions) => {
      const { pause } = await import("./pause/pause.js");
      await pause(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "pause analytics/shop_eu", purpose: "Pause one connection." },
      { line: "pause group=analytics service=postgres --dry-run", purpose: "See what a filter chooses." },
      { line: "pause group=analytics --yes", purpose: "Pause a group in a script." },
    ],
    fields: CHANGE_FIELDS,
    notes: ["Fivetran waits up to a minute for a sync to stop."],
  });
}

export function resumeCommand(surroundings: Surroundings): Command {
  const command = withWriting(withOutput(withAccess(new Command("resume"))))
    .description("Let paused connections sync again, by their schedules.")
    .action(async (words: string[], options: ChangeOptions) => {
      const { resume } = await import("./pause/pause.js");
      await resume(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "resume group=analytics state=paused --yes", purpose: "Resume what is paused in a group." },
    ],
    fields: CHANGE_FIELDS,
  });
}
