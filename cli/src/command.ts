/** `fivetranctl`. Each command is a file that declares it; what it does is loaded when it is used. */
import { Command, CommanderError } from "commander";
import { apiCommand } from "./commands/api";
import { completionCommand } from "./commands/completion";
import { connectorCommand } from "./commands/connector";
import { doctorCommand } from "./commands/doctor";
import { driftCommand } from "./commands/drift";
import { exportCommand } from "./commands/export";
import { historyCommand } from "./commands/history";
import { importCommand } from "./commands/import";
import { initCommand } from "./commands/init";
import { pauseCommand, resumeCommand } from "./commands/pause";
import { resyncCommand } from "./commands/resync";
import { scheduleCommand } from "./commands/schedule";
import { schemaCommand } from "./commands/schema";
import { stateCommand } from "./commands/state";
import { statusCommand } from "./commands/status";
import { syncCommand } from "./commands/sync";
import { testCommand } from "./commands/test";
import { waitCommand } from "./commands/wait";
import { whoamiCommand } from "./commands/whoami";
import { EXIT } from "./exitCodes";
import { type GivenSurroundings, type Surroundings, surroundingsOf } from "./surroundings";
import { TERMINAL, type Terminal } from "./terminal";
import { UserError } from "./userError";
import { version } from "./version";

/** All commands. Each is in a list of its own, so that the docs can be made of them. */
export function makeProgram(surroundings: Surroundings): Command {
  const { terminal } = surroundings;
  const program = new Command("fivetranctl")
    .description("Fivetran from the command line.")
    .version(version())
    .addCommand(statusCommand(surroundings))
    .addCommand(syncCommand(surroundings))
    .addCommand(waitCommand(surroundings))
    .addCommand(pauseCommand(surroundings))
    .addCommand(resumeCommand(surroundings))
    .addCommand(testCommand(surroundings))
    .addCommand(scheduleCommand(surroundings))
    .addCommand(historyCommand(surroundings))
    .addCommand(resyncCommand(surroundings))
    .addCommand(schemaCommand(surroundings))
    .addCommand(stateCommand(surroundings))
    .addCommand(apiCommand(surroundings))
    .addCommand(whoamiCommand(surroundings))
    .addCommand(driftCommand(surroundings))
    .addCommand(exportCommand(surroundings))
    .addCommand(importCommand(surroundings))
    .addCommand(doctorCommand(surroundings))
    .addCommand(initCommand(surroundings))
    .addCommand(connectorCommand(terminal))
    .addCommand(completionCommand(surroundings))
    .addHelpText("after", `\n${EXIT_CODES}`);
  for (const each of withSubcommands(program)) {
    each.exitOverride();
    each.configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    });
  }
  return program;
}

const EXIT_CODES =
  "Exit codes: 0 done, 1 failed, 2 wrong call, 3 deadline, 4 rescheduled, 5 found (broken, stale, drift), 130 Ctrl-C.";

/** Runs one command line. @returns the exit code, one of `EXIT` */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal = TERMINAL,
  given: GivenSurroundings = {},
): Promise<number> {
  const surroundings = surroundingsOf(terminal, given);
  try {
    await makeProgram(surroundings).parseAsync(args, { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return tellFailure(error, surroundings, args.includes("--debug"));
  }
}

async function tellFailure(error: unknown, { terminal }: Surroundings, debug: boolean): Promise<number> {
  if (error instanceof UserError && error.message === "") return error.exitCode;
  const { describeFailure } = await import("./failures/describe.js");
  const { lines, exitCode } = describeFailure(error, debug);
  for (const line of lines) terminal.say(line);
  return exitCode;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

/** What the executable calls. */
export function start(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", endWhenNobodyReads);
  runCommandLine(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      TERMINAL.say(`error: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = EXIT.failed;
    },
  );
}

/** `fivetranctl status | head -1` has read enough. */
function endWhenNobodyReads(error: NodeJS.ErrnoException): void {
  process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.failed);
}
