// node all.ts preview|up|destroy [stack ...]: the same for the stacks of all accounts, or of those named, one after another. A stack that
// fails does not keep the others from theirs; the exit code is 1 then.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";

const PROJECT = fileURLToPath(new URL("pipelines", import.meta.url));

const output = {
  onOutput: (text: string): boolean => process.stdout.write(text),
  onError: (text: string): boolean => process.stderr.write(text),
};

const COMMANDS: Record<string, (stack: Stack) => Promise<unknown>> = {
  preview: (stack) => stack.preview(output),
  up: (stack) => stack.up(output),
  // With the program, which refuses the credentials of another account: without, what is not found there counts as gone.
  destroy: (stack) => stack.destroy({ ...output, runProgram: true }),
};

/** An account is a stack, and a stack is a file. */
function allStacks(): string[] {
  const names = readdirSync(PROJECT).map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

/**
 * What a stack's run sees as its credentials: `FIVETRAN_EU_API_KEY` and `FIVETRAN_EU_API_SECRET` for the stack `eu`. Where they are not set
 * the stack's own configuration counts, and never a key that happens to be in the shell.
 */
function credentialsOf(stack: string): Record<string, string> {
  const own = (name: string): string => process.env[`FIVETRAN_${stack.toUpperCase()}_${name}`] ?? "";
  return {
    FIVETRAN_API_KEY: own("API_KEY"),
    FIVETRAN_API_SECRET: own("API_SECRET"),
    FIVETRAN_APIKEY: "",
    FIVETRAN_APISECRET: "",
  };
}

/** Answers whether it succeeded. What went wrong has been printed by then, by Pulumi itself or here. */
async function run(command: (stack: Stack) => Promise<unknown>, stackName: string): Promise<boolean> {
  console.log(`\n== ${stackName}`);
  let stack: Stack;
  try {
    const envVars = credentialsOf(stackName);
    stack = await LocalWorkspace.selectStack({ stackName, workDir: PROJECT }, { envVars });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
  return command(stack).then(
    () => true,
    () => false,
  );
}

const [name = "", ...named] = process.argv.slice(2);
const command = COMMANDS[name];
if (command === undefined) {
  console.error("Usage: node all.ts preview|up|destroy [stack ...]");
  process.exit(2);
}
const failed: string[] = [];
for (const stack of named.length > 0 ? named : allStacks()) {
  if (!(await run(command, stack))) failed.push(stack);
}
console.log(failed.length === 0 ? "\nAll accounts are done." : `\nFailed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
