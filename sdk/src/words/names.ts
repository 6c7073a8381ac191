import type { Parsed } from "./parsed";

/** A connection by its id, or by what people know it by: its group's name (or id) and its schema. */
export type ConnectionName =
  | { readonly id: string }
  | {
      /** The group's name or id. */
      readonly group: string;
      /** As the API has it: `shop`, `sheets.orders`, or the schema prefix. */
      readonly schema: string;
    };

const FORM = "write it as 'group/schema', or as the connection's id";

/**
 * Reads `analytics/shop` or `crisp_falcon`. The first slash divides; a slash or backslash in a group's name has a backslash before it.
 * Case counts, and so do spaces within a name.
 */
export function parseName(text: string): Parsed<ConnectionName> {
  const trimmed = text.trim();
  if (trimmed === "") return { problem: `is empty; ${FORM}` };
  let group = "";
  for (let at = 0; at < trimmed.length; at += 1) {
    const character = trimmed.charAt(at);
    if (character === "/") return nameOf(group, trimmed.slice(at + 1));
    if (character === "\\") at += 1;
    group += character === "\\" ? trimmed.charAt(at) : character;
  }
  return { value: { id: group } };
}

/** Writes a name as `parseName` reads it. */
export function formatName(name: ConnectionName): string {
  if ("id" in name) return escaped(name.id);
  return `${escaped(name.group)}/${name.schema}`;
}

function nameOf(group: string, schema: string): Parsed<ConnectionName> {
  if (group === "") return { problem: `has no group before its slash; ${FORM}` };
  if (schema === "") return { problem: `has no schema after its slash; ${FORM}` };
  return { value: { group, schema } };
}

function escaped(text: string): string {
  return text.replaceAll(/[\\/]/g, String.raw`\$&`);
}
