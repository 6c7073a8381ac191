/** From an inventory to the files of a Pulumi project. Serves every command that makes one. */
import { checked } from "./checked";
import { type ImportEntry, importEntries, importFile } from "./importFile";
import type { Inventory } from "./inventory";
import { type Layout, layoutOf } from "./layout";
import { type Files, programFiles } from "./program";
import { projectFiles } from "./project";
import { report } from "./report";
import { type SecretSetting, secretSettings } from "./secrets";
import { stackFile } from "./stackFile";

export interface ConvertOptions {
  readonly project: string;
  readonly stack: string;
  readonly version: string;
  /** What was read, in words. */
  readonly source: string;
  /** More sections of the report. */
  readonly sections?: readonly string[];
}

export interface Converted {
  readonly files: Files;
  readonly layout: Layout;
  readonly secrets: readonly SecretSetting[];
  readonly entries: readonly ImportEntry[];
  /** With what no resource can hold taken out. */
  readonly inventory: Inventory;
}

export function convert(given: Inventory, options: ConvertOptions): Converted {
  const { project, stack } = options;
  const inventory = checked(given);
  const layout = layoutOf(inventory.found);
  const secrets = secretSettings(layout);
  const entries = importEntries(layout);
  const files = {
    ...projectFiles(options),
    ...programFiles(layout, secrets),
    [`Pulumi.${stack}.yaml`]: stackFile(secrets, project),
    "import.json": importFile(entries),
    "EXPORT.md": report(inventory, layout, secrets, options),
  };
  return { files, layout, secrets, entries, inventory };
}
