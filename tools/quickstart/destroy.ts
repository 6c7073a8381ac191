// npm run destroy [-- --account]: removes what npm start has made, from the local server or from a real account.
import { openAccount } from "./account.ts";
import { readArguments } from "./arguments.ts";
import { runCommand, show } from "./command.ts";
import { openLocal } from "./local.ts";
import { breakLock, hasDeadLock } from "./stack.ts";

async function destroyLocally(): Promise<number> {
  const session = await openLocal();
  try {
    if (hasDeadLock("local")) await breakLock(session.workspace, "local");
    return await show(session.workspace, ["destroy", "--yes", "--stack", "local"]);
  } finally {
    await session.close();
  }
}

await runCommand(async () => {
  const { account } = readArguments(process.argv.slice(2), "npm run destroy", ["--account"]);
  return account ? show(await openAccount(), ["destroy", "--yes", "--stack", "account"]) : destroyLocally();
});
