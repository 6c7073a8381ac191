/** The file for `pulumi import --file`: entries with inputs and outputs, which the dynamic resources of Pulumi take without being read. */
import { createHash } from "node:crypto";
import type { Properties } from "@pulumi-fivetran/core";
import { typeOf } from "./kinds";
import type { Layout, Placed } from "./layout";
import { withValueAt } from "./program";
import { providerText } from "./providerText";
import type { SecretSetting } from "./secrets";

export interface ImportEntry {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/**
 * @param secrets where the file is only for a trial: each with its placeholder. Without it, no secret stands in the entries, so that the first
 * `up` sends all of them.
 */
export function importEntries(
  { placed }: Layout,
  secrets: ReadonlyMap<Placed, readonly (readonly [SecretSetting, unknown])[]> = new Map(),
): ImportEntry[] {
  return placed.map((each) => {
    const { kind, id, inputs, outputs } = each.found;
    const filled = secrets.get(each) ?? [];
    const withSecrets = (values: Properties): Properties =>
      filled.reduce<Properties>(
        (all, [{ path }, value]) => withValueAt(all, path, value) as Properties,
        values,
      );
    const provider = { __provider: providerText(kind) };
    return {
      type: typeOf(kind),
      name: each.resource,
      id,
      inputs: { ...withSecrets(inputs), ...provider },
      outputs: { ...withSecrets(outputs), ...provider, recordId: recordIdOf(kind, id) },
    };
  });
}

export function importFile(entries: readonly ImportEntry[]): string {
  return `${JSON.stringify({ resources: entries }, undefined, 2)}\n`;
}

/** What tells one record of a state from another; the same in each run, so that an export can be compared with the last one. */
function recordIdOf(kind: string, id: string): string {
  return createHash("sha256").update(`${kind} ${id}`).digest("base64url").slice(0, 8);
}
