import type { Notice } from "@pulumi-fivetran/core";
import type { Problem } from "@pulumi-fivetran/core/errors";
import { formatPath } from "@pulumi-fivetran/core/values";

/** The run's lines so far: the update does not repeat what its preview has said. */
const printed = new Set<string>();

/** Prints a notice once a run. `word` makes a text of it, without what must not be seen. */
export function print(subject: string, notice: Notice, word: (problem: Problem) => string): void {
  const { severity, message, path, details = [], advice = [], requestId } = notice;
  const where = path.length === 0 ? "" : `${formatPath(path)} `;
  const beginning = `fivetran: ${severity === "warning" ? "warning: " : ""}${subject}: ${where}`;
  const text = word({ summary: `${beginning}${message}`, details, advice, requestId });
  if (printed.has(text)) return;
  printed.add(text);
  // Indented, so that no line of a longer text, in which a text of Fivetran's may stand, passes for a notice of its own.
  console.log(text.replaceAll(/\n(?! )/g, "\n  "));
}
