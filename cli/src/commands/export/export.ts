import { delimiter, dirname, resolve } from "node:path";
import type { AccessOptions } from "../../access/access";
import { nameAccount, openAccount } from "../../access/account";
import type { Access } from "../../access/settings";
import { findConnections, readChoice } from "../../connections/choose";
import { EXIT } from "../../exitCodes";
import { type Exported, exportAccount } from "../../export/exportAccount";
import { progressTeller } from "../../export/progress";
import { Usage } from "../../export/usage";
import type { Surroundings } from "../../surroundings";
import { endWith, usageError } from "../../userError";

/** What every command takes that writes a project. */
export interface ProjectCommandOptions {
  readonly out: string;
  readonly project: string;
  readonly newStack: string;
}

export interface ExportCommandOptions extends AccessOptions, ProjectCommandOptions {
  readonly group?: readonly string[];
  readonly services?: readonly string[];
  readonly match?: RegExp;
  readonly approvals?: boolean;
  readonly budget?: number;
  readonly resume?: boolean;
  readonly verify?: boolean;
}

export async function runExport(
  words: readonly string[],
  options: ExportCommandOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { terminal, folder, environment } = surroundings;
  assertNames(options);
  const choice = readChoice(words);
  const usage = new Usage();
  const account = await openAccount(options, surroundings, usage.listen);
  const connections =
    words.length === 0 ? undefined : new Set((await findConnections(account, choice)).map(({ id }) => id));
  const {
    group = [],
    services = [],
    match,
    approvals = false,
    budget,
    resume = false,
    verify = false,
  } = options;
  const exported = await exportAccount({
    client: account.client,
    usage,
    signal: account.signal,
    folder: resolve(folder, options.out),
    project: options.project,
    stack: options.newStack,
    source: `the ${await nameAccount(account)}`,
    selection: { groups: group, services, match, connections },
    approvals,
    budget,
    resume,
    verify,
    environment: environmentOf(environment, account.access),
    say: (line) => {
      terminal.say(line);
    },
    onProgress: progressTeller(surroundings),
  });
  tellResult(exported, options, surroundings);
}

/** @throws {UserError} (exit code 2) for names that Pulumi does not take */
export function assertNames({ project, newStack }: ProjectCommandOptions): void {
  for (const [option, name] of [
    ["--project", project],
    ["--new-stack", newStack],
  ] as const)
    if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(name))
      throw usageError(
        `${option}: '${name}' is no name that Pulumi takes.`,
        "Use letters, digits, '-', '_' and '.'.",
      );
}

/** For a run of Pulumi: with the credentials of the command, whatever they were found in, and with this Node.js. */
export function environmentOf(
  environment: Surroundings["environment"],
  access?: Access,
): Record<string, string | undefined> {
  const path = [environment["PATH"] ?? "", dirname(process.execPath)].join(delimiter);
  if (access === undefined) return { ...environment, PATH: path };
  const { apiKey, apiSecret, baseUrl, allowInsecureHttp } = access;
  return {
    ...environment,
    PATH: path,
    FIVETRAN_API_KEY: apiKey,
    FIVETRAN_API_SECRET: apiSecret,
    FIVETRAN_API_URL: baseUrl,
    ...(allowInsecureHttp ? { FIVETRAN_ALLOW_INSECURE_HTTP: "true" } : {}),
  };
}

function tellResult(
  { converted, left, calls, isVerified, difference }: Exported,
  { out, verify = false }: ExportCommandOptions,
  { terminal }: Surroundings,
): void {
  if (left > 0) {
    terminal.say(
      `error: ${calls} calls were made, and ${left} things are still to be read. No program has been written; what was read is kept.`,
    );
    terminal.say("hint: Run the same command with --resume in another hour, or with a larger --budget.");
    throw endWith(EXIT.failed);
  }
  const { layout, secrets, inventory } = converted;
  terminal.say(
    `${layout.placed.length} resources, ${inventory.skipped.length} left out, ${secrets.length} secrets to fill in, ${calls} calls.`,
  );
  if (difference !== "") {
    terminal.say("error: --verify: the preview is not empty:");
    terminal.say(difference);
    throw endWith(EXIT.found);
  }
  if (verify && isVerified) terminal.say("verify: the preview is empty.");
  terminal.say(`${out}/EXPORT.md says what is in it, and what to do next.`);
}
