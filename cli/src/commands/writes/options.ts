import type { Command } from "commander";

export const CONNECTIONS = "ids, group/schema, or a filter such as service=postgres group=analytics";

/** Adds what every command takes that changes connections. */
export function withWriting(command: Command): Command {
  return command
    .argument("[connections...]", CONNECTIONS)
    .option("--all", "all connections of the account")
    .option("--dry-run", "only say what would be done")
    .option("--yes", "ask nothing");
}
