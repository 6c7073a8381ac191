import type { Command } from "commander";
import { Option } from "commander";

/** The forms in which results are written. */
export const FORMATS = ["table", "json", "ndjson", "yaml"] as const;

export type Format = (typeof FORMATS)[number];

/** What every reading command takes. */
export interface OutputOptions {
  readonly output?: Format;
  readonly json?: boolean;
  readonly columns?: string;
}

/** Adds `--json`, `--output` and `--columns`. */
export function withOutput(command: Command): Command {
  return command
    .option("--json", "the same as --output json")
    .addOption(new Option("--output <format>", "how results are written (default: table)").choices(FORMATS))
    .option("--columns <names>", "only these fields, with commas between them; a dot leads into an object");
}

export function formatOf({ output, json }: OutputOptions): Format {
  return output ?? (json === true ? "json" : "table");
}
