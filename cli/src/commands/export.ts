import { Command, InvalidArgumentError } from "commander";
import type { Surroundings } from "../surroundings";
import { withAccess } from "./accessOptions";
import { documentedAs } from "./documented";
import type { ExportCommandOptions } from "./export/export";

export function exportCommand(surroundings: Surroundings): Command {
  const command = withProject(withAccess(new Command("export")))
    .summary("write an account as a Pulumi program")
    .description(
      "Write an account, or a part of it, as a Pulumi program in TypeScript, with a file to import its state by. Read-only: nothing at Fivetran is changed, and no secret is written.",
    )
    .argument(
      "[connection...]",
      "connections by id, by group/schema, or by a filter (default: the whole account)",
    )
    .option("--group <names>", "only these groups: names or ids, with commas between them", list)
    .option("--services <ids>", "only connections of these services, with commas between them", list)
    .option(
      "--match <pattern>",
      "only connections whose group/schema matches this regular expression",
      pattern,
    )
    .option("--approvals", "look at certificates and fingerprints too, which is two calls a connector")
    .option(
      "--budget <calls>",
      "calls at most (default: half of what the account has left this hour)",
      natural,
    )
    .option("--resume", "go on with an export that was not finished")
    .option(
      "--verify",
      "import and preview in a stack of its own, which is removed; the preview must be empty",
    )
    .action(async (words: string[], options: ExportCommandOptions) => {
      const { runExport } = await import("./export/export.js");
      await runExport(words, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "export --out fivetran --verify",
        purpose: "Write the whole account, and show that its preview is empty.",
        notRun: "It needs Pulumi; test/engine/export.test.ts runs it.",
      },
      { line: "export --out analytics --group warm_heron", purpose: "Write one group.", notRun: BUILT },
      {
        line: "export --out shops service=postgres",
        purpose: "Write the connections of a filter.",
        notRun: BUILT,
      },
    ],
  });
}

const BUILT = "test/engine/export.test.ts runs it by the built command.";

/** What every command takes that writes a project. */
export function withProject(command: Command): Command {
  return command
    .requiredOption("--out <folder>", "the folder of the program; it must be new or empty")
    .option("--project <name>", "the name of the Pulumi project", "fivetran")
    .option("--new-stack <name>", "the name of the stack whose configuration is written", "dev");
}

export function list(text: string): string[] {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw new InvalidArgumentError("It names nothing.");
  return parts;
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch {
    throw new InvalidArgumentError("It is no regular expression.");
  }
}

function natural(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}
