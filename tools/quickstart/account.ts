import { findEngine } from "../engine/engine.ts";
import { sayOnStderr as say } from "../engine/progress.ts";
import type { Workspace } from "../engine/workspace.ts";
import { accountEnvironment } from "./arguments.ts";
import { UsageError } from "./errors.ts";
import { createStack, missingConfig, openQuickstart, stackExists } from "./stack.ts";

/** How the account's stack is torn down. */
export const DESTROY_ACCOUNT = "npm run destroy -- --account";

/**
 * Opens the stack `account`, whose runs reach the account of the environment's credentials. The stack is made when it is not there.
 * Throws UsageError that lists everything that is missing.
 */
export async function openAccount(): Promise<Workspace> {
  const env = accountEnvironment(process.env);
  await findEngine();
  const workspace = await openQuickstart({ ...env, PULUMI_STACK: "account" });
  if (!stackExists("account")) {
    say("Making the stack account ...");
    await createStack(workspace, "account", ["--plaintext", "paused=true"]);
  }
  const missing = await missingConfig(workspace, "account");
  if (missing.length > 0) {
    const commands = missing.map(
      ({ key, secret }) =>
        `  npm run pulumi -- config set --stack account ${secret ? `--secret ${key}` : `${key} <value>`}`,
    );
    throw new UsageError(
      `The stack account does not say yet where your source and your warehouse are. Set:\n${commands.join("\n")}`,
    );
  }
  return workspace;
}
