/** `fivetranctl`. Each command is a file, loaded when it is used. */
import { Command, CommanderError } from "commander";
import { connectorCommand } from "./commands/connector";
import { TERMINAL, type Terminal } from "./terminal";
import { UserError } from "./userError";
import { version } from "./version";

/** Exit codes: what failed, and a wrong call. */
const FAILED = 1;
const USAGE = 2;

/** Runs one command line. @returns the exit code: 0, 1 for what failed, 2 for a wrong call */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal = TERMINAL,
): Promise<number> {
  const program = new Command("fivetranctl")
    .description("Fivetran from the command line.")
    .version(version())
    .addCommand(connectorCommand(terminal));
  for (const each of withSubcommands(program)) {
    each.exitOverride();
    each.configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    });
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
    if (!(error instanceof UserError)) throw error;
    if (error.message !== "") terminal.say(error.message);
    return FAILED;
  }
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** What the executable calls. */
export function start(): void {
  runCommandLine(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      TERMINAL.say(error instanceof Error ? error.message : String(error));
      process.exitCode = FAILED;
    },
  );
}
