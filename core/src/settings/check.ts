import { nearest } from "@pulumi-fivetran/sdk/services";
import { z } from "zod";
import type { CheckFailure, CheckResult, Notice, Properties, PropertyPath } from "../contract";
import { isObject } from "../values/objects";
import { childAt, valueAt } from "../values/propertyPath";
import { isUnknown } from "../values/unknown";

/**
 * What a handler adds to its schema: rules across properties. They are asked of inputs of any shape, so that all problems are told at
 * once; what they say of a property whose shape is wrong is left out.
 */
export interface FurtherChecks {
  readonly failures?: readonly CheckFailure[];
  readonly notices?: readonly Notice[];
}

/**
 * Checks inputs against a schema and reports every problem at once. An issue at or below an unknown value is no failure: it is
 * checked again once the value is known. Inputs come back as they were written, without nulls (which mean "not set") and
 * without defaults.
 */
export function checkInputs(
  schema: z.ZodType,
  news: Properties,
  further: (inputs: Properties) => FurtherChecks = () => ({}),
): CheckResult {
  const inputs = withoutNulls(news);
  const parsed = schema.safeParse(inputs);
  const issues = parsed.success ? [] : parsed.error.issues;
  const failures = issues.flatMap((issue) => failuresOf(issue, schema, inputs));
  const more = further(inputs);
  const isSound = ({ path }: { path: PropertyPath }): boolean =>
    !failures.some((failure) => isWithin(path, failure.path) || isWithin(failure.path, path));
  return {
    inputs,
    failures: [...failures, ...(more.failures ?? []).filter(isSound)],
    notices: (more.notices ?? []).filter(isSound),
  };
}

function isWithin(path: PropertyPath, ancestor: PropertyPath): boolean {
  return ancestor.every((part, index) => path[index] === part);
}

/** Drops properties that are null or undefined, at every depth of plain objects, those in arrays included. */
function withoutNulls(value: Properties): Properties {
  // `fromEntries` defines properties, so that a table called `__proto__` is a name like any other.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null && entry !== undefined)
      .map(([key, entry]) => [key, withoutNullsInside(entry)]),
  );
}

function withoutNullsInside(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNullsInside);
  return isObject(value) ? withoutNulls(value) : value;
}

function failuresOf(issue: z.core.$ZodIssue, schema: z.ZodType, inputs: Properties): CheckFailure[] {
  const path = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
  if (liesInUnknown(inputs, path)) return [];
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({ path: [...path, key], reason: unknownKeyReason(key, known) }));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map((inner) => ({ path, reason: inner.message }));
  }
  return [{ path, reason: reasonOf(issue, valueAt(inputs, path)) }];
}

function unknownKeyReason(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  if (meant !== undefined) return `there is no such property; did you mean '${meant}'?`;
  return `there is no such property; known are ${[...known].sort().join(", ")}`;
}

/** Values are not quoted, except of closed sets of our own: an input may be a secret. */
function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return value === undefined
        ? "is required"
        : `must be ${withArticle(issue.expected)}, not ${typeName(value)}`;
    case "invalid_value": {
      // A literal says itself why there is no other.
      if (issue.values.length === 1) return issue.message;
      const options = issue.values.map(String);
      const meant = typeof value === "string" ? nearest(value, options) : undefined;
      const hint = meant === undefined ? "" : `; did you mean '${meant}'?`;
      return `must be one of ${options.map((option) => `'${option}'`).join(", ")}${hint}`;
    }
    default:
      return issue.message;
  }
}

function withArticle(type: string): string {
  if (type === "record") return "an object";
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return withArticle(typeof value);
}

function liesInUnknown(inputs: unknown, path: PropertyPath): boolean {
  let value: unknown = inputs;
  if (isUnknown(value)) return true;
  for (const part of path) {
    value = childAt(value, part);
    if (isUnknown(value)) return true;
  }
  return false;
}

/** The property names that a schema allows at a path. */
function keysAt(schema: z.ZodType, path: PropertyPath): string[] {
  let current: unknown = schema;
  for (const part of [...path, undefined]) {
    current = unwrapped(current);
    if (part === undefined) break;
    if (current instanceof z.ZodObject) current = (current.shape as Record<string, unknown>)[part];
    else if (current instanceof z.ZodRecord) current = current.valueType;
    else if (current instanceof z.ZodArray) current = current.element;
  }
  return current instanceof z.ZodObject ? Object.keys(current.shape) : [];
}

function unwrapped(schema: unknown): unknown {
  let current = schema;
  while (current instanceof z.ZodOptional) current = current.unwrap();
  return current;
}
