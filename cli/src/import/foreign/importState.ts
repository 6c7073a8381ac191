/** `fivetranctl import …`: another tool's records as a Pulumi program in a folder. */
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { relative } from "node:path";
import { type Converted, convert } from "../../convert/convert";
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
  const inventory = inventoryOf(records);
  const found = inventory.found.map((each) => {
    const { source } = each.inputs;
    if (each.kind !== "ConnectorSdkPackage" || typeof source !== "string") return each;
    const moved = { source: source.startsWith("/") ? source : `${relative(folder, base)}/${source}` };
    return { ...each, inputs: { ...each.inputs, ...moved }, outputs: { ...each.outputs, ...moved } };
  });
  const converted = convert({ ...inventory, found }, { ...options, version: version() });
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, { ...converted.files, ...options.files });
  return { converted, verified: options.verify ? await verify(converted, options) : undefined };
}
