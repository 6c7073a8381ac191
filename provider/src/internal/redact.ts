import type { Properties } from "../handler";
import { secretLeaves } from "./secretLeaves";

/** Shorter values are too common to be blanked out of a text (and too short to be secrets). */
const SHORTEST_SECRET = 4;

/** Blanks the secret values of a resource's properties out of a text. Fivetran's own messages may quote what was sent. */
export function redacted(text: string, ...properties: readonly Properties[]): string {
  const values = new Set<string>();
  for (const each of properties) {
    for (const { value } of secretLeaves(each)) {
      if (typeof value === "string" && value.length >= SHORTEST_SECRET) values.add(value);
    }
  }
  // Longest first: a secret may hold another.
  const sorted = [...values].sort((a, b) => b.length - a.length);
  return sorted.reduce((result, value) => result.replaceAll(value, "[secret]"), text);
}
