/** The forms in which pages say things. */
import { oneLine } from "./docstring.ts";
import { type Field, type NamedType, namedIn, type Shape, textOf } from "./shape.ts";

export function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => oneLine(text).replaceAll("|", "\\|");
  const lines = [head, head.map(() => "---"), ...rows.map((row) => row.map(cell))];
  return lines.map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** The parts of a page, with the lines between them that Markdown needs. Empty ones are left out. */
export function page(parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined && part !== "").join("\n\n")}\n`;
}

/** The type as a link to where its page explains it, where it names one type of ours. */
export function typeCell(shape: Shape): string {
  const text = code(textOf(shape));
  const [resource] = shape.kind === "union" ? shape.of : [shape];
  if (resource?.kind === "resource") return `[${text}](${resource.file}.md)`;
  const [type, another] = namedIn(shape);
  return type === undefined || another !== undefined ? text : `[${text}](#${anchorOf(type.name)})`;
}

export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(" ", "-");
}

/** A type of the package as a section: what it says of itself, and its members. */
export function typeSection(type: NamedType): string {
  const { shape } = type;
  const fields = shape?.kind === "object" ? fieldTable(shape.fields) : undefined;
  const form = shape === undefined || fields !== undefined ? undefined : code(textOf(shape));
  return page([`### ${type.name}`, type.doc.text, form, fields]).trimEnd();
}

function fieldTable(fields: readonly Field[]): string {
  return table(
    ["Property", "Type", "Meaning"],
    fields.map(({ name, isOptional, shape, doc }) => [
      `${code(name)}${isOptional ? "" : " (required)"}`,
      typeCell(shape),
      doc.text,
    ]),
  );
}
