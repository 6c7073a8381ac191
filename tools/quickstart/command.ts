import { NoEngineError } from "../engine/engine.ts";
import { sayOnStderr as say } from "../engine/progress.ts";
import type { Workspace } from "../engine/workspace.ts";
import { CommandError } from "./errors.ts";
import { INTERRUPTED, Interruption } from "./interruption.ts";

/** Who hears this process's signals. */
export const interruption = new Interruption();

/** Runs Pulumi with its output shown as it comes. Resolves with its exit code, or 130 when it was interrupted. */
export async function show(workspace: Workspace, args: readonly string[]): Promise<number> {
  say(`\n$ pulumi ${args.join(" ")}`);
  const { exitCode } = await interruption.follow(workspace.start(args, { io: "show" }));
  return interruption.requested ? INTERRUPTED : (exitCode ?? 1);
}

/** Runs one of the quick-start's commands: its exit code becomes ours, and an error that the user can mend is shown without a stack. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  interruption.watch();
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof NoEngineError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
