import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { durationArgument } from "./arguments";
import { documentedAs } from "./documented";
import type { GetStateOptions, RestoreStateOptions, UpdateStateOptions } from "./state/state";

export function stateCommand(surroundings: Surroundings): Command {
  return new Command("state")
    .description("Read and change the cursor state of function and Connector SDK connections.")
    .addCommand(getCommand(surroundings))
    .addCommand(updateCommand(surroundings))
    .addCommand(restoreCommand(surroundings));
}

const CONNECTION = "its id, or group/schema";

function getCommand(surroundings: Surroundings): Command {
  const command = withAccess(new Command("get"))
    .description("Print a state as JSON, into a pipe or a file.")
    .argument("<connection>", CONNECTION)
    .option("--out <path>", "a new file for it, for its owner only")
    .option("--reveal", "show it on the terminal")
    .action(async (word: string, options: GetStateOptions) => {
      const { getState } = await import("./state/state.js");
      await getState(word, options, surroundings);
    });
  return documentedAs(command, {
    examples: [{ line: "state get analytics/tickets", purpose: "Print the state, for a pipe." }],
    notes: [
      "Numbers keep all their digits. A state may hold secrets, so a terminal shows it with `--reveal` only.",
    ],
  });
}

function updateCommand(surroundings: Surroundings): Command {
  const command = changing(new Command("update"))
    .description("Set a state, durably: pause, wait for syncs, keep the state before, set, resume.")
    .requiredOption("--file <path>", "the new state as JSON; - for standard input")
    .option("--merge", "merge it into the state that is there (JSON Merge Patch)")
    .action(async (word: string, options: UpdateStateOptions) => {
      const { updateState } = await import("./state/state.js");
      await updateState(word, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      { line: "state update analytics/tickets --file state.json --yes", purpose: "Replace the state." },
    ],
    notes: [
      "It needs the package `@pulumi-fivetran/operations`. Any failure ends with the connection as it was; killed, it goes on with the next `state` command.",
      "The state before is kept for 30 days: `state restore` puts it back.",
    ],
  });
}

function restoreCommand(surroundings: Surroundings): Command {
  const command = changing(new Command("restore"))
    .description("Put the state back that an update replaced.")
    .requiredOption("--operation <id>", "what 'state update' printed")
    .action(async (word: string, options: RestoreStateOptions) => {
      const { restoreState } = await import("./state/state.js");
      await restoreState(word, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "state restore analytics/tickets --operation 0190… --yes",
        purpose: "Take an update back.",
        notRun: "the id is another each time",
      },
    ],
    notes: ["It is an update of its own, and can be taken back in turn."],
  });
}

function changing(command: Command): Command {
  return withOutput(withAccess(command))
    .argument("<connection>", CONNECTION)
    .option("--sync-wait <duration>", "how long to wait for a running sync (default: 2h)", durationArgument)
    .option("--store <folder>", "where operations are kept (default: in the user's state folder)")
    .option("--yes", "ask nothing");
}
