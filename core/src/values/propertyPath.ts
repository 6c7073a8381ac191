import type { PropertyPath } from "../contract";
import { isObject } from "./objects";

const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/;

/**
 * Writes a path as Pulumi does: `schemas.public.tables["order items"].columns[0]`. Names that are not plain (dots, spaces, any
 * Unicode) are quoted, so that two different paths never look alike.
 */
export function formatPath(path: PropertyPath): string {
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else if (!PLAIN_NAME.test(part)) text += `[${JSON.stringify(part)}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text;
}

const PART = /\.?([A-Za-z_$][\w$-]*)|\[("(?:[^"\\]|\\.)*")\]/gy;

/** The reverse of `formatPath`, for paths that a state keeps as text. Numbers come back as names. */
export function parsePath(text: string): PropertyPath {
  return [...text.matchAll(PART)].map(([, plain, quoted]) => plain ?? String(JSON.parse(quoted ?? '""')));
}

/** What is at a path; undefined where there is no such place, and for what a value merely inherits. */
export function valueAt(value: unknown, path: PropertyPath): unknown {
  return path.reduce(childAt, value);
}

/** What is one step further. */
export function childAt(value: unknown, part: string | number): unknown {
  if (Array.isArray(value)) return typeof part === "number" ? value[part] : undefined;
  return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}
