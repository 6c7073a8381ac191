/** What a program would declare of an object that exists. */
import { type ServiceFamily, serviceMetadata } from "@pulumi-fivetran/sdk/services";
import type { Properties, PropertyPath } from "../contract";
import type { FieldFacts } from "../fields/reading";
import { secretPolicy } from "../secrets/secretPolicy";
import { isMasked } from "../settings/projection";
import type { Settings } from "../settings/settings";
import { isSame } from "../values/diff";
import { isObject } from "../values/objects";

export interface Declarable {
  readonly inputs: Properties;
  /** Where a secret is set. */
  readonly masked: readonly PropertyPath[];
}

/**
 * Every setting that a read returns and that is not what Fivetran has when nothing is said. A secret is left out, also where it was not
 * masked: an export writes files.
 *
 * @param secretInputs inputs that are secret as a whole, and those with a service's own settings, some of which are secret
 * @param family whose settings `config` holds; what a service has in answers alone is left out
 */
export function declarable(
  settings: Settings,
  upstream: Readonly<Record<string, unknown>>,
  { secretInputs, serviceSettings }: Pick<FieldFacts, "secretInputs" | "serviceSettings">,
  family?: ServiceFamily,
): Declarable {
  const service = typeof upstream["service"] === "string" ? upstream["service"] : undefined;
  const metadata =
    family === undefined || service === undefined ? undefined : serviceMetadata(family, service);
  const masked: PropertyPath[] = [];
  const shown = (value: unknown, path: PropertyPath): unknown => {
    if (isEmpty(value) || metadata?.readOnlyPaths.includes(textOf(path)) === true) return undefined;
    if (isObject(value)) {
      const entries = Object.entries(value).map(([key, each]) => [key, shown(each, [...path, key])] as const);
      const kept = entries.filter(([, each]) => each !== undefined);
      return kept.length === 0 ? undefined : Object.fromEntries(kept);
    }
    const isHidden =
      secretInputs.includes(String(path[0])) ||
      (serviceSettings.includes(String(path[0])) && secretPolicy.isSecret(service, path));
    if (!Array.isArray(value) && !isHidden && !isMasked(value)) return value;
    if (Array.isArray(value) && !isHidden && !value.some((item) => !isObject(item) && isMasked(item)))
      return value.map((item: unknown, index) => shown(item, [...path, index]) ?? {});
    masked.push(path);
    return undefined;
  };
  const inputs: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries(settings)) {
    if (setting.unread === true || isSame(upstream[name], setting.resetTo)) continue;
    const value = shown(upstream[name], [name]);
    if (value !== undefined) inputs[name] = value;
    else if (setting.merged === true && isObject(upstream[name]) && masked.some(([first]) => first === name))
      inputs[name] = {};
  }
  return { inputs, masked };
}

/** `config.reports[].table`, as the metadata of a service has it. */
function textOf(path: PropertyPath): string {
  return path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[]` : text === "" ? part : `${text}.${part}`),
    "",
  );
}

/** Nothing is set there. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0)
  );
}
