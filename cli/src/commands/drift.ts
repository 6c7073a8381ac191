import { Command } from "commander";
import { withOutput } from "../output/format";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { documentedAs } from "./documented";
import type { DriftOptions } from "./drift/drift";

export function driftCommand(surroundings: Surroundings): Command {
  const command = withOutput(withAccess(new Command("drift")))
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
    .action(async (options: DriftOptions) => {
      const { drift } = await import("./drift/drift.js");
      await drift(options, surroundings);
    });
  const notRun = "It needs a stack; test/engine/drift.test.ts runs it on one.";
  return documentedAs(command, {
    examples: [
      { line: "drift", purpose: "Compare the stack of this folder.", exitCode: 5, notRun },
      {
        line: "drift --state stack.json --markdown",
        purpose: "Write a comment for a pull request.",
        exitCode: 5,
        notRun,
      },
      { line: "drift --stack prod --json", purpose: "Compare a stack by its name.", exitCode: 5, notRun },
    ],
  });
}
