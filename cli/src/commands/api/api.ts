import { createWriteStream, readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { nearest } from "@pulumi-fivetran/sdk/services";
import type { AccessOptions } from "../../access/access";
import { type Account, nameAccount, openAccount } from "../../access/account";
import { OPERATIONS } from "../../generated/operations";
import { argumentsOf } from "../../operations/arguments";
import { callOperation } from "../../operations/call";
import { type Effect, effectOf, type OperationName, returnsState } from "../../operations/effects";
import type { OutputOptions } from "../../output/format";
import { formatOf } from "../../output/format";
import { jsonText, yamlText } from "../../output/machineText";
import { onlyFacts, withoutSecrets } from "../../output/masked";
import { makeNewFile, type NewFile } from "../../output/newFile";
import { showRows } from "../../output/results";
import { safeText } from "../../output/safeText";
import { selected } from "../../output/select";
import type { Surroundings } from "../../surroundings";
import { UserError, usageError } from "../../userError";
import { listOperations } from "./list";

export interface ApiOptions extends AccessOptions, OutputOptions {
  readonly data?: string;
  readonly query?: readonly string[];
  readonly file?: string;
  readonly out?: string;
  readonly select?: string;
  readonly limit?: number;
  readonly secretFile?: string;
  readonly reveal?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly list?: boolean;
}

/** Calls one operation of the client. What it may do is asked for by its effect, before anything is sent. */
export async function api(
  words: readonly string[],
  options: ApiOptions,
  surroundings: Surroundings,
): Promise<void> {
  const [word, ...texts] = words;
  if (word === undefined || options.list === true) return listOperations(word, options, surroundings);
  const name = operationNamed(word);
  const given = argumentsOf(name, {
    texts,
    data: options.data === undefined ? undefined : textOfData(options.data),
    query: options.query ?? [],
    file: options.file,
  });
  const effect = effectOf(name, given);
  const download = name === "connectorSdkPackages.download";
  refuse(name, effect, download, options, surroundings);
  const account = await openAccount(options, surroundings);
  if (effect !== "read" && !(await mayGoOn(account, name, texts, effect, options, surroundings))) return;
  const secretFile =
    options.secretFile === undefined ? undefined : makeNewFile(options.secretFile, "--secret-file");
  let result: unknown;
  try {
    result = await callOperation(account.client, name, given, {
      signal: account.signal,
      most: options.limit,
    });
  } catch (error) {
    secretFile?.discard();
    throw error;
  }
  if (result instanceof Readable) return saved(result, options);
  if (secretFile !== undefined) keep(secretFile, result, options);
  if (effect === "handsOutSecret" && options.reveal !== true)
    return shown(onlyFacts(result), options, surroundings);
  await shown(effect === "handsOutSecret" ? result : withoutSecrets(result), options, surroundings);
}

/** @throws {UserError} (exit code 2) with what was meant */
export function operationNamed(word: string): OperationName {
  if (Object.hasOwn(OPERATIONS, word)) return word as OperationName;
  const meant = nearest(word, Object.keys(OPERATIONS));
  throw usageError(
    `There is no operation '${safeText(word, 100)}'.${meant === undefined ? "" : ` Did you mean '${meant}'?`}`,
    "'fivetranctl api' lists them.",
  );
}

/** Everything that can be refused before a call is. */
function refuse(
  name: OperationName,
  effect: Effect,
  download: boolean,
  options: ApiOptions,
  { terminal }: Surroundings,
): void {
  const isTerminal = terminal.results !== undefined;
  if (name === "connections.updateState")
    throw usageError(
      "The state of a connection is changed by 'fivetranctl state update' only.",
      "That pauses the connection, keeps the state before, and survives a crash.",
    );
  if (options.secretFile !== undefined && effect !== "handsOutSecret")
    throw usageError(`${name} hands out no secret.`, "Leave --secret-file out.");
  if (options.secretFile !== undefined && options.reveal === true)
    throw usageError("--secret-file and --reveal are both given.", "Give one of them.");
  if (
    effect === "handsOutSecret" &&
    options.secretFile === undefined &&
    !(options.reveal === true && isTerminal)
  )
    throw usageError(
      `${name} hands out a secret that Fivetran shows once, and there is no place for it. Nothing was sent.`,
      "Give --secret-file <path>, a new file, or --reveal on a terminal.",
    );
  if (returnsState(name) && isTerminal && options.reveal !== true)
    throw usageError(
      "A state may hold secrets, and this is a terminal. Nothing was sent.",
      "Write it to a file or a pipe, or give --reveal.",
    );
  if (download && options.out === undefined)
    throw usageError(`${name} returns a file.`, "Give --out <path>.");
  if (!download && options.out !== undefined)
    throw usageError(`${name} returns no file.`, "Leave --out out.");
}

async function mayGoOn(
  account: Account,
  name: OperationName,
  texts: readonly string[],
  effect: Effect,
  options: ApiOptions,
  { terminal, ask }: Surroundings,
): Promise<boolean> {
  const what = [name, ...texts.map((text) => safeText(text, 200))].join(" ");
  const verb = options.dryRun === true ? "Would call" : "About to call";
  terminal.say(`${verb} ${what} (${OPERATIONS[name].request}) in ${await nameAccount(account)}.`);
  if (options.dryRun === true) return false;
  if (effect === "write" || options.yes === true) return true;
  const why = effect === "delete" ? "cannot be taken back" : "hands out a secret";
  if (ask === undefined)
    throw usageError(`${name} ${why}, and nobody can be asked. Nothing was sent.`, "Give --yes.");
  if (await ask.confirm(`It ${why}. Go on?`)) return true;
  terminal.say("Nothing was sent.");
  return false;
}

/** @throws {UserError} that says how to get another, where the secret cannot be written */
function keep(file: NewFile, result: unknown, { secretFile }: ApiOptions): void {
  try {
    file.write(`${jsonText(result as object)}\n`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw new UserError(
      `The secret was handed out, and could not be written to ${secretFile ?? "its file"} (${code}): it is lost.`,
      {
        hint: "Make room, then make or rotate it again: Fivetran shows it once.",
        cause: error,
      },
    );
  }
}

function textOfData(data: string): string {
  if (data !== "-" && !data.startsWith("@")) return data;
  const path = data === "-" ? 0 : data.slice(1);
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    throw usageError(`--data ${data} cannot be read (${code}).`);
  }
}

async function saved(file: Readable, { out = "" }: ApiOptions): Promise<void> {
  await pipeline(file, createWriteStream(out, { flags: "wx" }));
}

async function shown(result: unknown, options: ApiOptions, surroundings: Surroundings): Promise<void> {
  const { terminal } = surroundings;
  if (result === undefined) {
    terminal.say("Done.");
    return;
  }
  if (options.select !== undefined) {
    for (const each of selected(result, options.select))
      terminal.print(
        typeof each === "string" ? safeText(each, Number.MAX_SAFE_INTEGER) : jsonText({ each }).slice(8, -1),
      );
    return;
  }
  const isList = Array.isArray(result) && result.every((each) => typeof each === "object" && each !== null);
  if (
    isList &&
    (options.columns !== undefined || options.output === "table" || options.output === "ndjson")
  ) {
    const rows = result as object[];
    const columns = Object.keys(rows[0] ?? {})
      .slice(0, 8)
      .map((path) => ({ path }));
    await showRows(surroundings, options, { columns, rows, none: "There is none." });
    return;
  }
  const text =
    formatOf(options) === "yaml"
      ? await yamlText(result as object)
      : jsonText(result as object, terminal.results !== undefined);
  terminal.print(text);
}
