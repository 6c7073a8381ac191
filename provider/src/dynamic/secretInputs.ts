import * as pulumi from "@pulumi/pulumi";
import { secretPolicy } from "@pulumi-fivetran/core/secrets";
import { isObject } from "@pulumi-fivetran/core/values";

/**
 * Wraps the secret leaves of a service's own settings as Pulumi secrets, so that a user need not think of it. What cannot be
 * looked into yet, because `service` or the settings themselves are an Output, becomes a secret as a whole.
 */
export function withSecrets(
  args: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Record<string, unknown> {
  const wrapped: Record<string, unknown> = { ...args };
  const service = typeof args["service"] === "string" ? args["service"] : undefined;
  for (const key of keys) {
    const value = args[key];
    if (value === undefined || value === null) continue;
    wrapped[key] =
      service !== undefined && isObject(value) && !isPending(value)
        ? wrap(value, [key], service)
        : pulumi.secret(value);
  }
  return wrapped;
}

function wrap(value: unknown, path: readonly (string | number)[], service: string): unknown {
  if (isPending(value))
    return secretPolicy.isSecret(service, path) ? pulumi.secret(value) : secretIfCompound(value);
  if (Array.isArray(value))
    return value.map((entry: unknown, index) => wrap(entry, [...path, index], service));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, wrap(entry, [...path, key], service)]),
    );
  }
  return secretPolicy.isSecret(service, path) && value !== undefined && value !== null
    ? pulumi.secret(value)
    : value;
}

/** An Output under a harmless name may still turn out to be an object with a secret inside. */
function secretIfCompound(value: pulumi.Input<unknown>): pulumi.Output<unknown> {
  const known: pulumi.Output<unknown> = pulumi.output(value);
  return known.apply((plain) => (typeof plain === "object" && plain !== null ? pulumi.secret(plain) : plain));
}

/** An Output or a Promise: a value that cannot be looked into yet. */
export function isPending(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
