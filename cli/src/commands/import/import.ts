import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { EXIT } from "../../exitCodes";
import { leavingScript, leavingStack } from "../../import/bridged/leave";
import { readStackExport } from "../../import/bridged/stackExport";
import { type Imported, importState } from "../../import/foreign/importState";
import type { ForeignRecord } from "../../import/foreign/record";
import { leavingTerraform } from "../../import/terraform/leave";
import { readTerraformState } from "../../import/terraform/state";
import type { Surroundings } from "../../surroundings";
import { endWith, usageError } from "../../userError";
import { assertNames, environmentOf, type ProjectCommandOptions } from "../export/export";

export interface ImportCommandOptions extends ProjectCommandOptions {
  readonly verify?: boolean;
}

export async function importTerraform(
  state: string,
  options: ImportCommandOptions,
  surroundings: Surroundings,
): Promise<void> {
  const path = resolve(surroundings.folder, state);
  const records = readTerraformState(path);
  assertOurs(records, "The state has no resource of fivetran/fivetran.");
  const base = statSync(path).isDirectory() ? path : dirname(path);
  await run(records, options, surroundings, {
    base,
    source: "a Terraform state",
    sections: [leavingTerraform(records)],
  });
}

export async function importPulumi(
  file: string,
  options: ImportCommandOptions,
  surroundings: Surroundings,
): Promise<void> {
  const path = resolve(surroundings.folder, file);
  const records = readStackExport(path);
  assertOurs(records, "The stack has no resource of the bridged Fivetran provider.");
  await run(records, options, surroundings, {
    base: dirname(path),
    source: "a stack of the bridged Terraform provider",
    sections: [leavingStack(records.length)],
    files: { "leave-old-stack.sh": leavingScript(records) },
  });
}

function assertOurs(records: readonly ForeignRecord[], message: string): void {
  if (!records.some(({ type }) => type.startsWith("fivetran_"))) throw usageError(message);
}

interface Origin {
  readonly base: string;
  readonly source: string;
  readonly sections: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
}

async function run(
  records: readonly ForeignRecord[],
  options: ImportCommandOptions,
  { terminal, folder, environment }: Surroundings,
  origin: Origin,
): Promise<void> {
  assertNames(options);
  const { out, project, newStack, verify = false } = options;
  const imported = await importState(records, {
    ...origin,
    folder: resolve(folder, out),
    project,
    stack: newStack,
    verify,
    // A preview calls nothing, but it wants credentials of the right form.
    environment: {
      ...environmentOf(environment),
      FIVETRAN_API_KEY: environment["FIVETRAN_API_KEY"] ?? "verify",
      FIVETRAN_API_SECRET: environment["FIVETRAN_API_SECRET"] ?? "verify",
    },
    say: (line) => {
      terminal.say(line);
    },
  });
  tellImported(imported, options, { terminal });
}

function tellImported(
  { converted: { layout, inventory, secrets }, verified }: Imported,
  { out }: ImportCommandOptions,
  { terminal }: Pick<Surroundings, "terminal">,
): void {
  terminal.say(
    `${layout.placed.length} resources, ${inventory.skipped.length} without a counterpart, ${secrets.length} secrets to fill in.`,
  );
  if (verified?.isEmpty === false) {
    terminal.say("error: --verify: the preview is not empty:");
    terminal.say(verified.output);
    throw endWith(EXIT.found);
  }
  if (verified !== undefined) terminal.say("verify: the preview is empty.");
  terminal.say(`${out}/EXPORT.md says what is in it, and what to do next.`);
}
