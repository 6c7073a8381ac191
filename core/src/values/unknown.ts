import { isObject } from "./objects";

/**
 * A value that is not known before something else has been created. Pulumi's wire protocol stands this string in for it at any
 * leaf of `check` and `diff` during a preview (`@pulumi/pulumi` calls it `rpc.unknownValue`).
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** True when the value, or anything inside it, is unknown. */
export function containsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(containsUnknown);
  return isObject(value) && Object.values(value).some(containsUnknown);
}

/** A text that is known and says something; undefined otherwise. */
export function knownText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && value !== UNKNOWN ? value : undefined;
}
