import { createHash } from "node:crypto";
import { ExactNumber, parseJson, writeJson } from "@pulumi-fivetran/sdk";

/** The state of a connection: a JSON object, whose numbers may have more digits than JavaScript's. */
export type State = Readonly<Record<string, unknown>>;

/** What is shown of a state in its place. */
export interface StateSummary {
  /** SHA-256 of the state with its names in order, in hexadecimal digits. */
  readonly sha256: string;

  /** Length of the state as JSON. @unit bytes */
  readonly bytes: number;
}

/** A state as text, with its names in order: equal states have equal texts. */
export function textOfState(state: State): string {
  return writeJson(inOrder(state) as object); // An object stays one.
}

/** @throws Error that repeats nothing of the text */
export function stateOfText(text: string): State {
  const value = readJson(text);
  if (!isPlainObject(value)) throw new Error("A state must be a JSON object.");
  return value;
}

export function summaryOf(state: State): StateSummary {
  const text = textOfState(state);
  return { sha256: createHash("sha256").update(text).digest("hex"), bytes: Buffer.byteLength(text) };
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

/** JSON Merge Patch (RFC 7396): objects are merged, null removes, all else replaces. */
export function mergedState(target: unknown, patch: unknown): unknown {
  if (!isPlainObject(patch)) return patch;
  const merged = new Map(Object.entries(isPlainObject(target) ? target : {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergedState(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** What JSON.parse says quotes the text, which may be secret. */
function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw new Error("What should be a state is not JSON.");
  }
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isPlainObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, inOrder(each)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
