import * as pulumi from "@pulumi/pulumi";
import { formatPath, isObject } from "@pulumi-fivetran/core/values";
import { isPending } from "./secretInputs";

type Path = readonly (string | number)[];

/**
 * Arguments whose values all reach Fivetran as they are written. What Pulumi's protocol cannot carry it changes or drops in silence
 * (NaN becomes null, a Date an empty object, a function nothing), so it is refused here, where the value still is what it was.
 *
 * @param subject what messages begin with: `fivetran.Connector 'orders'`
 * @throws TypeError that names all such values by their paths; an Output that turns out to hold one fails the run in the same words
 */
export function sendable(subject: string, args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const problems: string[] = [];
  const checked = guard(args, [], subject, problems, []) as Record<string, unknown>;
  if (problems.length > 0)
    throw new TypeError(problems.map((problem) => `${subject}: ${problem}`).join("\n"));
  return checked;
}

function guard(
  value: unknown,
  path: Path,
  subject: string,
  problems: string[],
  above: readonly unknown[],
): unknown {
  const later = (plain: unknown): unknown => sendableAt(path, plain, subject);
  // Pulumi itself changes the value of an Output (a Date in it is empty already), which cannot be seen any more.
  if (value instanceof Promise) return value.then(later);
  if (isPending(value)) {
    const known: pulumi.Output<unknown> = pulumi.output(value);
    return known.apply(later);
  }
  const problem = above.includes(value) ? "refers to itself" : problemWith(value);
  if (problem !== undefined) {
    problems.push(`${formatPath(path)} ${problem}`);
    return undefined;
  }
  if (!isObject(value) && !Array.isArray(value)) return value;
  if (isPulumis(value)) return value;
  const inside = [...above, value];
  const entry = (below: unknown, key: string | number): unknown =>
    guard(below, [...path, key], subject, problems, inside);
  if (Array.isArray(value)) return value.map(entry);
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, entry(below, key)]));
}

function sendableAt(path: Path, plain: unknown, subject: string): unknown {
  const problems: string[] = [];
  guard(plain, path, subject, problems, []);
  if (problems.length > 0)
    throw new TypeError(problems.map((problem) => `${subject}: ${problem}`).join("\n"));
  return plain;
}

/** Resources, assets and archives are carried as what they are. */
function isPulumis(value: object): boolean {
  return (
    pulumi.Resource.isInstance(value) ||
    pulumi.asset.Asset.isInstance(value) ||
    pulumi.asset.Archive.isInstance(value)
  );
}

/** Why a value cannot be carried, without the value, which may be a secret. */
function problemWith(value: unknown): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : `is ${String(value)}, which is no number that can be sent`;
    case "function":
      return "is a function, not a value; call it, if you mean what it returns";
    case "symbol":
      return "is a symbol, not a value";
    case "bigint":
      return "is a bigint; give a number, or text where the number is too large for one";
    case "object":
      return value === null || Array.isArray(value) ? undefined : problemWithObject(value);
    default:
      return undefined;
  }
}

function problemWithObject(value: object): string | undefined {
  if (value instanceof Date) return "is a Date; give text, such as its `toISOString()`";
  if (ArrayBuffer.isView(value)) return 'is binary; give text, such as its `toString("base64")`';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype || isPulumis(value)) return undefined;
  // An instance with properties of its own is sent as a plain object; one without (a Map, a URL) would arrive empty.
  const name = value.constructor.name;
  return Object.keys(value).length > 0
    ? undefined
    : `is a ${name}, which would arrive empty; give plain data`;
}
