// npm run pulumi -- <anything>: any command of Pulumi on the quick-start's stacks, with the local server running meanwhile.
import { findEngine } from "../engine/engine.ts";
import type { Workspace } from "../engine/workspace.ts";
import { credentialsIn, namesAccountStack } from "./arguments.ts";
import { interruption, runCommand } from "./command.ts";
import { openLocal } from "./local.ts";
import { openQuickstart } from "./stack.ts";

const args = process.argv.slice(2);

async function runPulumi(workspace: Workspace): Promise<number> {
  const { exitCode } = await interruption.follow(
    workspace.start(args, { io: "terminal" }),
    process.stdin.isTTY,
  );
  return exitCode ?? 1;
}

await runCommand(async () => {
  if (namesAccountStack(args)) {
    await findEngine();
    return runPulumi(await openQuickstart({ ...credentialsIn(process.env), PULUMI_STACK: "account" }));
  }
  const session = await openLocal();
  try {
    return await runPulumi(session.workspace);
  } finally {
    await session.close();
  }
});
