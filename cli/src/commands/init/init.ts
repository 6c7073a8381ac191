import { cpSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { nearest } from "@pulumi-fivetran/sdk/services";
import { safeText } from "../../output/safeText";
import type { Surroundings } from "../../surroundings";
import { usageError } from "../../userError";
import { makeProfile } from "./profile";

export interface InitOptions {
  readonly profile?: string;
  readonly name?: string;
  readonly description?: string;
  readonly stack: string;
  readonly config?: readonly string[];
  readonly yes?: boolean;
}

const TEMPLATE = join(__dirname, "..", "..", "..", "template", "project");

/** One thing that the template wants to know. */
interface Question {
  readonly description?: string;
  readonly default?: string;
  readonly secret?: boolean;
}

/** Makes a project from the template, or a profile. */
export async function init(
  folder: string | undefined,
  options: InitOptions,
  surroundings: Surroundings,
): Promise<void> {
  if (options.profile !== undefined) await makeProfile(options.profile, surroundings);
  if (folder === undefined) {
    if (options.profile !== undefined) return;
    throw usageError(
      "No folder is named.",
      "fivetranctl init <folder> makes a project, init --profile <name> a profile.",
    );
  }
  await makeProject(folder, options, surroundings);
}

async function makeProject(folder: string, options: InitOptions, surroundings: Surroundings): Promise<void> {
  const path = resolve(surroundings.folder, folder);
  if (existsSync(path) && (!statSync(path).isDirectory() || readdirSync(path).length > 0))
    throw usageError(`${folder} is there already, and not empty; nothing was written.`);
  const name = options.name ?? basename(path);
  if (!/^[A-Za-z0-9_.-]{1,100}$/.test(name))
    throw usageError(
      `'${safeText(name, 100)}' cannot be a project's name.`,
      "Give --name, of letters, digits, _, - and dots.",
    );
  const { parse, parseDocument, stringify } = await import("yaml");
  const template = parse(readFileSync(join(TEMPLATE, "Pulumi.yaml"), "utf8")) as {
    readonly template: { readonly config: Readonly<Record<string, Question>> };
  };
  const questions = template.template.config;
  const values = await answersTo(questions, options, surroundings);
  cpSync(TEMPLATE, path, { recursive: true });
  // npm packs no file of this name.
  renameSync(join(path, "gitignore"), join(path, ".gitignore"));
  const words: Readonly<Record<string, string>> = {
    PROJECT: name,
    DESCRIPTION: options.description ?? "A Fivetran pipeline",
  };
  for (const file of readdirSync(path)) {
    const text = readFileSync(join(path, file), "utf8");
    writeFileSync(
      join(path, file),
      text.replaceAll(/\$\{(PROJECT|DESCRIPTION)\}/g, (_, word: string) => words[word] ?? ""),
    );
  }
  const project = parseDocument(readFileSync(join(path, "Pulumi.yaml"), "utf8"));
  project.delete("template");
  writeFileSync(join(path, "Pulumi.yaml"), project.toString());
  const config = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.includes(":") ? key : `${name}:${key}`, value]),
  );
  writeFileSync(join(path, `Pulumi.${options.stack}.yaml`), stringify({ config }));
  tellNext(folder, options, questions, surroundings);
}

/** @throws {UserError} (exit code 2) for everything that is missing or unknown, before anything is written */
async function answersTo(
  questions: Readonly<Record<string, Question>>,
  { config = [], yes }: InitOptions,
  { ask }: Surroundings,
): Promise<Record<string, string>> {
  const given = new Map(config.map(pairOf));
  const problems = [...given.keys()].flatMap((key) => problemWith(key, questions));
  if (problems.length > 0) throw usageError(problems.join("\n"));
  const values: Record<string, string> = {};
  const missing: string[] = [];
  for (const [key, { description = key, default: initial, secret }] of Object.entries(questions)) {
    if (secret === true) continue;
    const value =
      given.get(key) ??
      (ask === undefined || yes === true
        ? initial
        : await ask.text(description, initial === undefined ? {} : { initial }));
    if (value === undefined || value === "") missing.push(key);
    else values[key] = value;
  }
  if (missing.length === 0) return values;
  throw usageError(
    `The project needs ${missing.join(", ")}. Nothing was written.`,
    missing.map((key) => `--config ${key}=…`).join(" "),
  );
}

function pairOf(text: string): [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw usageError(`--config '${safeText(text, 100)}' is no name=value.`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function problemWith(key: string, questions: Readonly<Record<string, Question>>): string[] {
  const question = questions[key];
  if (question === undefined) {
    const meant = nearest(key, Object.keys(questions));
    return [
      `The template asks for no '${safeText(key, 100)}'.${meant === undefined ? "" : ` Did you mean '${meant}'?`}`,
    ];
  }
  // A command line is kept in the shell's history, and Pulumi would keep it in plain text.
  return question.secret === true
    ? [`'${key}' is a secret: set it with 'pulumi config set --secret ${key}' afterwards.`]
    : [];
}

function tellNext(
  folder: string,
  { stack }: InitOptions,
  questions: Readonly<Record<string, Question>>,
  { terminal }: Surroundings,
): void {
  const secrets = Object.entries(questions).filter(([, { secret }]) => secret === true);
  terminal.say(`${folder} is made. Next:`);
  for (const line of [
    `cd ${folder} && npm install`,
    `pulumi stack init ${stack}`,
    ...secrets.map(([key, { description = "" }]) => `pulumi config set --secret ${key}   # ${description}`),
    "pulumi up",
  ])
    terminal.say(`  ${line}`);
}
