/** A resource of ours as another tool's record declares it. */
import type { Properties, PropertyPath } from "@pulumi-fivetran/core";
import * as tables from "@pulumi-fivetran/core/fields";
import { type Fields, factsOfFields } from "@pulumi-fivetran/core/fields";
import { secretPolicy } from "@pulumi-fivetran/core/secrets";
import type { Found } from "../../convert/inventory";
import { compact, type ForeignRecord, isRecord, text, UNKNOWN_SECRET } from "./record";

/** What a record says of one resource. */
export interface Declared {
  readonly kind: string;
  readonly id: string;
  /** What a person knows it by. */
  readonly name: string;
  readonly groupId?: string | undefined;
  /** Secrets and all. */
  readonly inputs: Properties;
  /** Outputs that are known, besides those that the record has under the names of ours. */
  readonly facts?: Properties;
}

/** The resource without its secrets, and where they are. */
export function foundIn(
  record: ForeignRecord,
  { kind, id, name, groupId, inputs, facts = {} }: Declared,
): Found {
  const fields = factsOfFields(fieldsOf(kind));
  const service = typeof inputs["service"] === "string" ? inputs["service"] : undefined;
  const secrets: PropertyPath[] = [];
  const isSecret = (value: unknown, path: PropertyPath): boolean => {
    const [first] = path;
    if (fields.secretInputs.includes(String(first)) || value === UNKNOWN_SECRET) return true;
    if (!fields.serviceSettings.includes(String(first))) return false;
    return secretPolicy.isSecret(service, path) || (typeof value === "string" && record.secrets.has(value));
  };
  const shown = (value: unknown, path: PropertyPath): unknown => {
    if (isRecord(value)) {
      const entries = Object.entries(value).map(([key, each]) => [key, shown(each, [...path, key])] as const);
      return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
    }
    const isHidden = isSecret(value, path);
    if (Array.isArray(value) && !isHidden && !value.some((item) => !isRecord(item) && isSecret(item, path)))
      return value.map((item: unknown, index) => shown(item, [...path, index]));
    if (!Array.isArray(value) && !isHidden) return value;
    secrets.push(path);
    return undefined;
  };
  const plain = (compact(inputs) ?? {}) as Properties;
  const kept = shown(plain, []) as Properties;
  const known = fields.registeredFacts.flatMap((fact) => {
    const value = text(record.attributes, snakeCase(fact));
    return value === undefined || fields.secretOutputs.includes(fact) ? [] : [[fact, value] as const];
  });
  return {
    kind,
    id,
    name,
    label: record.name,
    ...(groupId === undefined ? {} : { groupId }),
    inputs: kept,
    outputs: { ...kept, ...Object.fromEntries(known), ...facts },
    secrets,
  };
}

/** The table of fields of a kind, by the rule of their names: `connectorFields`. */
function fieldsOf(kind: string): Fields {
  const all = tables as unknown as Readonly<Record<string, Fields>>;
  return all[`${kind.charAt(0).toLowerCase()}${kind.slice(1)}Fields`] ?? {};
}

export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
