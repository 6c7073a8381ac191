import { isRecord } from "../record";
import type { UnreadableField } from "../unreadable";
import { noteUnreadable, unreadableFields } from "../unreadable";
import { unreadableAt } from "./fieldPath";
import type { AnswerSchema, Issue } from "./schema";

/** What was read, or what is wrong with the whole. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issue: UnreadableField };

/** By their places. */
type LeftOut = Map<string, UnreadableField>;

/**
 * Reads a value without the parts that prevent it: the smallest part of it that it can do without is left out, and
 * noted of the result. Only where nothing can be left out, such as an id, is there no result.
 */
export function readLeniently<T>(schema: AnswerSchema<T>, wire: unknown): Read<T> {
  const left: LeftOut = new Map();
  let rest = wire;
  for (;;) {
    const parsed = schema.safeParse(rest);
    if (parsed.success) return noteLeftOut(parsed.data, left);
    const pruned = without(rest, parsed.error.issues, left);
    if (pruned === undefined) return { ok: false, issue: decisive(left, parsed.error.issues) };
    rest = pruned.rest;
  }
}

function noteLeftOut<T>(value: T, left: LeftOut): Read<T> {
  if (left.size > 0 && typeof value === "object" && value !== null) {
    noteUnreadable(value, [...unreadableFields(value), ...left.values()]);
  }
  return { ok: true, value };
}

/** Of what was left out before, what was said then: by now it is only missing. */
function decisive(left: LeftOut, issues: readonly Issue[]): UnreadableField {
  const issue = issues.find(({ params }) => isEssential(params)) ?? issues[0];
  const last = unreadableAt(issue?.path ?? [], issue?.message ?? "not valid");
  return left.get(last.place) ?? last;
}

/** The value without what the issues are about, or undefined when that is the value itself. */
function without(wire: unknown, issues: readonly Issue[], left: LeftOut): { rest: unknown } | undefined {
  let rest = wire;
  for (const { path, message, params } of issues) {
    const field = fieldThatIsThere(rest, path);
    if (field.length === 0 || isEssential(params)) return undefined;
    const found = unreadableAt(path, message);
    if (!left.has(found.place)) left.set(found.place, found);
    rest = changedAt(rest, field, isEmptied(params) ? {} : undefined);
  }
  return { rest };
}

function isEssential(params: unknown): boolean {
  return isRecord(params) && params["essential"] === true;
}

function isEmptied(params: unknown): boolean {
  return isRecord(params) && params["emptied"] === true;
}

/**
 * The path of what is to be left out: of what the issue is about when it is there and can go, else of what it lies in. An
 * item of an array cannot go: the others would stand for the whole.
 */
function fieldThatIsThere(wire: unknown, path: readonly PropertyKey[]): readonly PropertyKey[] {
  let field = path;
  while (field.length > 0) {
    const holder = field.slice(0, -1).reduce<unknown>(step, wire);
    const key = field.at(-1);
    if (isRecord(holder) && key !== undefined && Object.hasOwn(holder, key)) return field;
    field = field.slice(0, -1);
  }
  return field;
}

function step(value: unknown, key: PropertyKey): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) && Object.hasOwn(value, key) ? value[String(key)] : undefined;
}

/** A copy with another value at the path, or none. Not by assignment, which takes `__proto__` for something else. */
function changedAt(wire: unknown, [key, ...below]: readonly PropertyKey[], by: object | undefined): unknown {
  if (Array.isArray(wire)) {
    return wire.map((item: unknown, index) => (index === Number(key) ? changedAt(item, below, by) : item));
  }
  if (!isRecord(wire)) return wire;
  const name = String(key);
  return Object.fromEntries(
    Object.entries(wire).flatMap(([each, value]) => {
      if (each !== name) return [[each, value]];
      if (below.length > 0) return [[each, changedAt(value, below, by)]];
      return by === undefined ? [] : [[each, by]];
    }),
  );
}
