import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import type { DriftOptions } from "./drift/drift";

export function driftCommand(surroundings: Surroundings): Command {
  return withOutput(withAccess(new Command("drift")))
    .summary("what is otherwise at Fivetran than a stack has it")
    .description(
      "Compare Fivetran with the state of a Pulumi stack, and exit with 5 where they differ. Reads alone; without --preview no program runs.",
    )
    .option(
      "--state <file>",
      "the result of 'pulumi stack export' (default: the stack of this folder is exported)",
    )
    .option("--preview", "ask Pulumi's engine: what 'pulumi preview --refresh' would do")
    .option("--markdown", "write a comment for a pull request")
    .addHelpText(
      "after",
      "\nExamples:\n  $ fivetranctl drift\n  $ fivetranctl drift --state stack.json --markdown > comment.md\n  $ fivetranctl drift --stack prod --json\n",
    )
    .action(async (options: DriftOptions) => {
      const { drift } = await import("./drift/drift.js");
      await drift(options, surroundings);
    });
}
