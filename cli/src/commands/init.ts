import { Command } from "commander";
import type { Surroundings } from "../surroundings";
import { listArgument } from "./arguments";
import { documentedAs } from "./documented";
import type { InitOptions } from "./init/init";

export function initCommand(surroundings: Surroundings): Command {
  const command = new Command("init")
    .description("Make a Pulumi project for Fivetran from the template, or a profile of credentials.")
    .argument("[folder]", "the folder to make; its name is the project's")
    .option("--profile <name>", "ask for credentials, try them, and keep them under this name")
    .option("--name <name>", "the project's name")
    .option("--description <text>", "what the project is for")
    .option("--stack <name>", "the stack whose configuration is written", "dev")
    .option(
      "--config <name=value>",
      "an answer to one of the template's questions; may be given several times",
      listArgument,
    )
    .option("--yes", "ask nothing; what is not given has the template's default")
    .action(async (folder: string | undefined, options: InitOptions) => {
      const { init } = await import("./init/init.js");
      await init(folder, options, surroundings);
    });
  return documentedAs(command, {
    examples: [
      {
        line: "init orders --config warehouseHost=acme.snowflakecomputing.com --config sourceHost=db.acme.com --yes",
        purpose: "Make a project in a script.",
      },
      { line: "init --profile prod", purpose: "Keep the credentials of an account.", notRun: "it asks" },
    ],
    notes: [
      "Secrets are neither asked for nor written: the command ends with the `pulumi config set --secret` lines to run.",
    ],
  });
}
