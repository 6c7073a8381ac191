import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Finished, isProcessAlive } from "../engine/process.ts";
import { openWorkspace, type Workspace } from "../engine/workspace.ts";
import { CommandError } from "./errors.ts";

/** The repository, whose Pulumi.yaml is the quick-start's project. */
export const PROJECT_FOLDER = fileURLToPath(new URL("../../", import.meta.url));
/** All that the quick-start leaves: the server's data, Pulumi's home, the stacks with their state and configuration. Git ignores it. */
export const QUICKSTART_FOLDER = join(PROJECT_FOLDER, ".quickstart");
const PROJECT = "fivetran-quickstart";

/** `local`: against the local server. `account`: against a real account. Neither ever runs against the other's API. */
export type StackName = "local" | "account";

/** What the program asks of its stack's configuration, and what it is given on the local server. */
export const PROGRAM_CONFIG: readonly { key: string; secret: boolean; local: string }[] = [
  { key: "warehouseHost", secret: false, local: "warehouse.example.com" },
  { key: "warehousePassword", secret: true, local: "not-a-real-password" },
  { key: "ordersHost", secret: false, local: "orders.example.com" },
  { key: "ordersPassword", secret: true, local: "not-a-real-password" },
];

/** The passphrase of the stacks' secrets: made once, readable by its owner only. */
async function readPassphrase(): Promise<string> {
  const file = join(QUICKSTART_FOLDER, "passphrase");
  if (!existsSync(file)) {
    await mkdir(QUICKSTART_FOLDER, { recursive: true });
    await writeFile(file, randomBytes(18).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8");
}

/** The quick-start's workspace, whose runs reach the API that `env` names. */
export async function openQuickstart(env: NodeJS.ProcessEnv): Promise<Workspace> {
  return openWorkspace({
    folder: join(QUICKSTART_FOLDER, "pulumi"),
    project: PROJECT_FOLDER,
    env,
    color: process.stdout.isTTY && !process.env["NO_COLOR"],
    passphrase: await readPassphrase(),
  });
}

async function succeed(run: Promise<Finished>, what: string): Promise<Finished> {
  const finished = await run;
  if (finished.exitCode !== 0)
    throw new CommandError(`${what} failed:\n${finished.stderr.trim() || finished.stdout.trim()}`);
  return finished;
}

function configFile(stack: StackName): string {
  return join(QUICKSTART_FOLDER, "config", `Pulumi.${stack}.yaml`);
}

/** Whether the stack has been made. Its file is written last, so a creation that was interrupted is done again. */
export function stackExists(stack: StackName): boolean {
  return existsSync(configFile(stack)) && /^config:/m.test(readFileSync(configFile(stack), "utf8"));
}

/** Makes a stack with these values of the program's configuration. */
export async function createStack(
  workspace: Workspace,
  stack: StackName,
  values: readonly string[],
): Promise<void> {
  await mkdir(join(QUICKSTART_FOLDER, "config"), { recursive: true });
  await succeed(workspace.run(["stack", "select", "--create", stack]), `Making the stack ${stack}`);
  await succeed(
    workspace.run(["config", "set-all", "--stack", stack, ...values]),
    `Configuring the stack ${stack}`,
  );
}

/** The values with which the local server's stack is made, as arguments of `pulumi config set-all`. */
export function localValues(): string[] {
  return PROGRAM_CONFIG.flatMap(({ key, secret, local }) => [
    secret ? "--secret" : "--plaintext",
    `${key}=${local}`,
  ]);
}

/** The keys that the program asks for and the stack does not give. */
export async function missingConfig(workspace: Workspace, stack: StackName): Promise<typeof PROGRAM_CONFIG> {
  const { stdout } = await succeed(
    workspace.run(["config", "--json", "--stack", stack]),
    "Reading the configuration",
  );
  const given: unknown = JSON.parse(stdout);
  return PROGRAM_CONFIG.filter(({ key }) => !Object.hasOwn(given as object, `${PROJECT}:${key}`));
}

/**
 * Takes settings of the provider out of the local stack's configuration, where they win over the environment: the server has another
 * port at each run, and a run that mends a killed one must not stay one.
 */
export async function removeProviderConfig(workspace: Workspace): Promise<void> {
  const names = readFileSync(configFile("local"), "utf8").matchAll(
    /^\s+(fivetran:(?:baseUrl|apiKey|apiSecret|recover)):/gm,
  );
  const keys = [...names].map(([, name]) => name ?? "");
  if (keys.length === 0) return;
  await succeed(
    workspace.run(["config", "rm-all", "--stack", "local", ...keys]),
    "Clearing the configuration",
  );
}

/** Whether a run that was killed has left its lock on the stack. A lock of a run that lives is Pulumi's to complain about. */
export function hasDeadLock(stack: StackName): boolean {
  const folder = join(
    QUICKSTART_FOLDER,
    "pulumi",
    "state",
    ".pulumi",
    "locks",
    "organization",
    PROJECT,
    stack,
  );
  const locks = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
  return locks.length > 0 && locks.every((name) => !isProcessAlive(lockHolder(join(folder, name))));
}

function lockHolder(file: string): number {
  const lock: unknown = JSON.parse(readFileSync(file, "utf8"));
  return (lock as { pid: number }).pid;
}

/** Takes a killed run's lock away. */
export async function breakLock(workspace: Workspace, stack: StackName): Promise<void> {
  await succeed(workspace.run(["cancel", "--yes", "--stack", stack]), "Taking the killed run's lock away");
}
