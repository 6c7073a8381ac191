import { isRecord } from "../record";
import type { ServiceFamily } from "./generated";
import { pathText, serviceIds } from "./metadata";
import type { ServiceField } from "./model";
import { knownKeys, serviceModel } from "./model";
import { nearest } from "./nearest";

/** A setting that this version does not know. Fivetran may know it: it is a reason for a warning, no more. */
export interface UnknownSetting {
  readonly kind: "service" | "key" | "value";

  /** Where it is, as `ServiceMetadata` writes paths; `service` for the service itself. */
  readonly path: string;

  /** What is known there: the service's keys, or the values. Empty for a service. */
  readonly known: readonly (string | number)[];

  /** The known setting that was most likely meant, if one is near. */
  readonly nearest?: string;

  /** For people. It holds no value, which may be a secret in the wrong place. */
  readonly message: string;
}

/** What is sent of a service. */
interface Settings {
  readonly config?: object | undefined;
  readonly auth?: object | undefined;
}

/**
 * The keys and values among a service's settings that this version does not know. Nothing is checked where Fivetran's
 * document is silent. Reads the model of all services when it is first called.
 */
export function unknownSettings(
  family: ServiceFamily,
  service: string,
  settings: Settings,
): UnknownSetting[] {
  const model = serviceModel(family, service);
  if (model === undefined) {
    const message = `This version does not know the service '${service}'; its settings are not checked.`;
    const meant = suggestion(service, serviceIds(family));
    return [{ kind: "service", path: "service", known: [], ...meant, message }];
  }
  const found: UnknownSetting[] = [];
  const check = (
    value: unknown,
    field: ServiceField,
    path: readonly (string | number)[],
    keys?: string[],
  ): void => {
    if (Array.isArray(value)) {
      const { items } = field;
      if (items !== undefined) value.forEach((item, index) => void check(item, items, [...path, index]));
    } else if (isRecord(value)) {
      const { fields } = field;
      const known = keys ?? (fields === undefined ? undefined : Object.keys(fields));
      if (known === undefined) return;
      for (const [key, below] of Object.entries(value)) {
        if (below === undefined) continue; // It is not sent.
        if (!known.includes(key)) found.push(unknownKey(service, [...path, key], known));
        else check(below, fields?.[key] ?? {}, [...path, key]);
      }
    } else if (field.enum !== undefined && isScalar(value) && !field.enum.includes(value)) {
      found.push(unknownValue(service, path, value, field.enum));
    }
  };
  for (const part of ["config", "auth"] as const) {
    check(settings[part], model[part] ?? {}, [part], knownKeys(family, service, part));
  }
  return found;
}

function unknownKey(
  service: string,
  path: readonly (string | number)[],
  known: readonly string[],
): UnknownSetting {
  const text = pathText(path);
  return {
    kind: "key",
    path: text,
    known,
    ...suggestion(String(path.at(-1)), known),
    message: `'${service}' has no setting '${text}' that this version knows.`,
  };
}

function unknownValue(
  service: string,
  path: readonly (string | number)[],
  value: string | number,
  known: readonly (string | number)[],
): UnknownSetting {
  const text = pathText(path);
  const meant = suggestion(String(value), known.map(String));
  const message = `'${text}' of '${service}' has a value that this version does not know. It knows ${known.join(", ")}.`;
  return { kind: "value", path: text, known, ...meant, message };
}

function suggestion(name: string, known: readonly string[]): { nearest?: string } {
  const meant = nearest(name, known);
  return meant === undefined ? {} : { nearest: meant };
}

function isScalar(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
