import type { Command } from "commander";

/** Adds what every command takes that calls Fivetran: who asks, and `--debug`. */
export function withAccess(command: Command): Command {
  return command
    .option("--profile <name>", "the credentials of a profile (FIVETRAN_PROFILE)")
    .option(
      "--stack <name>",
      "the credentials of a Pulumi stack (default: the one that is selected in this folder)",
    )
    .option("--no-stack", "leave the Pulumi stack's configuration out")
    .option("--debug", "show each request to Fivetran, without secrets");
}
