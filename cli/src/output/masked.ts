import { isSecretSetting } from "@pulumi-fivetran/sdk/services";

/** What Fivetran itself shows in place of a secret. */
const MASK = "******";

/** A result without the secrets that services' settings hold, should Fivetran ever return one. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isPlain(value)) return value;
  const service = typeof value["service"] === "string" ? value["service"] : undefined;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      (name === "config" || name === "auth") && typeof each === "object"
        ? masked(each, service, [name])
        : withoutSecrets(each),
    ]),
  );
}

function masked(value: unknown, service: string | undefined, path: readonly (string | number)[]): unknown {
  if (Array.isArray(value))
    return value.map((each: unknown, index) => masked(each, service, [...path, index]));
  if (isPlain(value))
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, masked(each, service, [...path, name])]),
    );
  if (value === null || value === undefined || typeof value === "boolean") return value;
  return isSecretSetting(service, path) ? MASK : value;
}

/** Of a result that hands out a secret: what names it and dates it; the rest is masked. */
export function onlyFacts(value: unknown): unknown {
  if (!isPlain(value)) return MASK;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      isFact(name) && typeof each !== "object" ? each : MASK,
    ]),
  );
}

function isFact(name: string): boolean {
  return /^(?:id|name|displayName|status|keyStatus)$|(?:Id|At)$/.test(name);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  );
}
