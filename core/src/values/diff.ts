import deepDiff from "deep-diff";
import type { PropertyChange, PropertyPath } from "../contract";
import { isObject } from "./objects";

/** One difference between two plain values. */
export type Difference = Pick<PropertyChange, "path" | "kind">;

/**
 * The differences between two plain values, each at its property path.
 *
 * Arrays are compared as sets, because the API's lists are sets (it answers them in an order of its own); a difference inside
 * an array is one difference at the array. A number equals the same number written as a string, because the API answers some
 * numbers so (a destination's port is sent as 443 and answered as "443").
 */
export function differences(olds: unknown, news: unknown): Difference[] {
  const found = deepDiff.diff(comparable(olds), comparable(news)) ?? [];
  return found.map((difference) => ({ path: pathOf(difference.path), kind: kindOf(difference.kind) }));
}

/** True when `differences` finds none. */
export function isSame(olds: unknown, news: unknown): boolean {
  if (!isObject(olds) && !Array.isArray(olds)) return comparable(olds) === comparable(news);
  return differences(olds, news).length === 0;
}

function pathOf(path: unknown[] | undefined): PropertyPath {
  return (path ?? []).map((part) => (typeof part === "number" ? part : String(part)));
}

function kindOf(kind: "N" | "D" | "E" | "A"): Difference["kind"] {
  if (kind === "N") return "add";
  return kind === "D" ? "delete" : "update";
}

/** A form of the value in which what means the same is the same. An array becomes one scalar: its sorted elements as text. */
function comparable(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return JSON.stringify(value.map((entry) => canonicalText(entry)).sort());
  if (!isObject(value)) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== null && entry !== undefined)
      .map(([key, entry]) => [key, comparable(entry)]),
  );
}

function canonicalText(value: unknown): string {
  const form = comparable(value);
  if (!isObject(form)) return JSON.stringify(form ?? null);
  const keys = Object.keys(form).sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalText(form[key])}`).join(",")}}`;
}
