// npm start [-- --engine | --account [--yes]]: a real `pulumi up` of the quick-start, against a local server or, when asked, a real account.
import { formatDuration, sayOnStderr as say } from "../engine/progress.ts";
import { DESTROY_ACCOUNT, openAccount } from "./account.ts";
import { readArguments } from "./arguments.ts";
import { runCommand, show } from "./command.ts";
import { openLocal } from "./local.ts";
import { makeEngine, moveAndShow } from "./moving.ts";
import { breakLock, hasDeadLock, removeProviderConfig } from "./stack.ts";

const PROGRAM = "examples/quickstart/index.ts";

function sayWhatNext(url: string): void {
  console.log(`
Fivetran, as far as ${PROGRAM} says. Next:
  1. Change a line in ${PROGRAM} and run npm start again: Pulumi shows the difference and applies it.
  2. See it move data: npm start -- --engine
  3. Preview it against an account of yours, which changes nothing: FIVETRAN_API_KEY=… FIVETRAN_API_SECRET=… npm start -- --account
  4. Tear it down: npm run destroy`);
  say(
    `\nThe local server (${url}) has stopped; npm run pulumi -- <anything> starts it again, with the same data.`,
  );
}

async function startLocally(engine: boolean): Promise<number> {
  const session = await openLocal(engine ? makeEngine() : undefined);
  try {
    const recover = hasDeadLock("local");
    if (recover) {
      say(
        "The last run was killed: taking its lock away, and looking for what it made before making anything.",
      );
      await breakLock(session.workspace, "local");
    }
    const args = [
      "up",
      "--yes",
      "--stack",
      "local",
      ...(recover ? ["--config", "fivetran:recover=true"] : []),
    ];
    const exitCode = await show(session.workspace, args);
    if (recover) await removeProviderConfig(session.workspace);
    if (exitCode !== 0) return exitCode;
    const hasMoved = !engine || (await moveAndShow(session));
    sayWhatNext(session.url);
    return hasMoved ? 0 : 1;
  } finally {
    await session.close();
  }
}

async function startOnAccount(apply: boolean): Promise<number> {
  const workspace = await openAccount();
  // Set at every run: whatever the stack says, nothing of a trial starts to sync.
  const paused = ["--config", "paused=true"];
  if (!apply) {
    const exitCode = await show(workspace, ["preview", "--diff", "--stack", "account", ...paused]);
    if (exitCode === 0)
      say(
        "\nA preview: nothing has been changed. npm start -- --account --yes applies it, with connectors paused.",
      );
    return exitCode;
  }
  say(`This makes real objects in your Fivetran account. To remove them again: ${DESTROY_ACCOUNT}`);
  say("What was made is known only to .quickstart/: keep that folder until then.");
  return show(workspace, ["up", "--yes", "--stack", "account", ...paused]);
}

await runCommand(async () => {
  const started = Date.now();
  const { account, yes, engine } = readArguments(process.argv.slice(2), "npm start", [
    "--account",
    "--yes",
    "--engine",
  ]);
  const exitCode = account ? await startOnAccount(yes) : await startLocally(engine);
  say(`npm start took ${formatDuration(Date.now() - started)}.`);
  return exitCode;
});
