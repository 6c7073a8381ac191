/** `EXPORT.md`: what is in the program, what is not and why, what is to be filled in, and what to do next. */
import { safeText } from "../output/safeText";
import type { Inventory } from "./inventory";
import { KINDS } from "./kinds";
import type { Layout } from "./layout";
import { type SecretSetting, secretText } from "./secrets";
import { setCommand } from "./stackFile";

export interface ReportOptions {
  /** What was read, in words: `the account of the key abc`. */
  readonly source: string;
  readonly stack: string;
  /** More sections, each with its heading. */
  readonly sections?: readonly string[];
}

export function report(
  inventory: Inventory,
  layout: Layout,
  secrets: readonly SecretSetting[],
  { source, stack, sections = [] }: ReportOptions,
): string {
  const parts = [
    `# What this program declares\n\nMade from ${source}. Nothing at Fivetran was changed.`,
    counts(layout),
    next(stack),
    toFillIn(secrets),
    notes(inventory),
    skipped(inventory),
    ...sections,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function counts({ placed }: Layout): string {
  const rows = KINDS.flatMap((kind) => {
    const count = placed.filter(({ found }) => found.kind === kind).length;
    return count === 0 ? [] : [`| ${kind} | ${count} |`];
  });
  return `## Counts\n\n| kind | declared |\n|---|---|\n${[...rows, `| **all** | ${placed.length} |`].join("\n")}`;
}

function next(stack: string): string {
  return `## What to do

\`\`\`sh
npm install
pulumi stack init ${stack}
pulumi import --file import.json --generate-code=false --yes
\`\`\`

The import writes the state of the stack and calls nothing at Fivetran. It needs Pulumi 3.254 or newer. Then fill in the secrets below, and run
\`pulumi preview\`: it shows an update of each resource that has one, and nothing else. \`pulumi up\` sends the secrets.

A large account imports faster without a copy of the state at each step: \`PULUMI_EXPERIMENTAL=true PULUMI_SKIP_CHECKPOINTS=true\`.

Every resource is protected (\`config.ts\`): a run does not delete it. The program is for Pulumi's dynamic resources. An import by id alone, and
programs in other languages, wait for the plugin.`;
}

function toFillIn(secrets: readonly SecretSetting[]): string {
  if (secrets.length === 0) return "";
  const rows = secrets.map((secret) => `| ${cell(secretText(secret))} | \`${setCommand(secret)}\` |`);
  return `## Secrets to fill in

Fivetran masks them, and none is written to a file. A run that lacks one says which, and sends nothing.

| secret | command |
|---|---|
${rows.join("\n")}`;
}

function notes({ notes: all }: Inventory): string {
  if (all.length === 0) return "";
  const rows = all.map(({ kind, name, message }) => `| ${kind} | ${cell(name)} | ${cell(message)} |`);
  return `## Worth knowing\n\n| kind | name | what |\n|---|---|---|\n${rows.join("\n")}`;
}

function skipped({ skipped: all }: Inventory): string {
  if (all.length === 0) return "";
  const rows = all.map(({ kind, name, id, reason }) => {
    const which = id === undefined || id === name ? name : `${name} (${id})`;
    return `| ${kind} | ${cell(which)} | ${cell(reason)} |`;
  });
  return `## Not in the program\n\n| kind | name | why |\n|---|---|---|\n${rows.join("\n")}`;
}

const LONGEST_CELL = 300;

/** Text from an account in a cell of a table. */
export function cell(text: string): string {
  return safeText(text.replace(/\s+/g, " "), LONGEST_CELL).replaceAll("|", "\\|").replaceAll("<", "&lt;");
}
