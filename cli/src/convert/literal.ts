/** Writes values as TypeScript. */

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

/** Wider than this, the items of a list stand one a line. */
const WIDTH = 80;

/** A place in a value where other code stands: a reference, or a secret of the configuration. */
export class Code {
  constructor(readonly text: string) {}
}

export function literal(value: unknown, indent: string): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return list(value, indent);
  if (typeof value === "object" && value !== null) return record(value, indent);
  return text(value);
}

/** Line separators are the two characters that JSON may hold and older readers of JavaScript may not. */
function text(value: unknown): string {
  return String(JSON.stringify(value)).replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
}

function list(items: readonly unknown[], indent: string): string {
  if (items.length === 0) return "[]";
  const inner = `${indent}  `;
  const written = items.map((item) => literal(item, inner));
  const line = `[${written.join(", ")}]`;
  if (line.length <= WIDTH && !line.includes("\n")) return line;
  return `[\n${written.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
}

function record(value: object, indent: string): string {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  if (entries.length === 0) return "{}";
  const inner = `${indent}  `;
  const lines = entries.map(([key, each]) => `${inner}${keyOf(key)}: ${literal(each, inner)},\n`);
  return `{\n${lines.join("")}${indent}}`;
}

/** `__proto__: x` in a literal would set a prototype. */
function keyOf(key: string): string {
  if (key === "__proto__") return '["__proto__"]';
  return PLAIN_KEY.test(key) ? key : text(key);
}
