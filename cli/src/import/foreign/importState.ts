/** `fivetranctl import …`: another tool's records as a Pulumi program in a folder. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Converted, convert } from "../../convert/convert";
import type { Found, Inventory, Skipped } from "../../convert/inventory";
import { type Verified, verify } from "../../convert/verify";
import { writeFiles } from "../../convert/write";
import { usageError } from "../../userError";
import { version } from "../../version";
import { inventoryOf } from "./inventory";
import type { ForeignRecord } from "./record";

export interface ImportOptions {
  readonly folder: string;
  readonly project: string;
  readonly stack: string;
  readonly verify: boolean;
  /** Where the records are from, in words. */
  readonly source: string;
  /** What becomes of the old records: sections of the report. */
  readonly sections: readonly string[];
  /** More files, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Where relative paths of the records begin: those of packages' code. */
  readonly base: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

export interface Imported {
  readonly converted: Converted;
  /** Undefined where it was not asked for. */
  readonly verified: Verified | undefined;
}

/** @throws {UserError} for a folder that holds something, and for what `verify` needs and does not find */
export async function importState(
  records: readonly ForeignRecord[],
  options: ImportOptions,
): Promise<Imported> {
  const { folder, base } = options;
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw usageError(`${folder} is not empty, and an import writes over no file.`, "Name a new folder.");
  mkdirSync(folder, { recursive: true });
  const inventory = withCode(inventoryOf(records), folder, base);
  const converted = convert(inventory, { ...options, version: version() });
  writeFiles(folder, { ...converted.files, ...options.files });
  return { converted, verified: options.verify ? await verify(converted, options) : undefined };
}

/** The code of packages is copied, so that the program is whole in its folder. What is not there cannot be declared. */
function withCode({ found, skipped, notes }: Inventory, folder: string, base: string): Inventory {
  const kept: Found[] = [];
  const lost: Skipped[] = [];
  for (const each of found) {
    const { source } = each.inputs;
    if (each.kind !== "ConnectorSdkPackage" || typeof source !== "string") {
      kept.push(each);
      continue;
    }
    const file = resolve(base, source);
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
      const reason = `its code, ${source}, is not where the record says; declare it with the code that you have`;
      lost.push({ kind: each.kind, id: each.id, name: each.name, reason });
      continue;
    }
    const copy = { source: `packages/${each.id}.zip` };
    mkdirSync(join(folder, "packages"), { recursive: true });
    copyFileSync(file, join(folder, copy.source));
    kept.push({ ...each, inputs: { ...each.inputs, ...copy }, outputs: { ...each.outputs, ...copy } });
  }
  return { found: kept, skipped: [...skipped, ...lost], notes };
}
