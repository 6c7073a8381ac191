import type { Notice } from "@pulumi-fivetran/core";
import { formatPath } from "@pulumi-fivetran/core/values";
import { inPulumiWords } from "./advice";

/** The run's lines so far: the update does not repeat what its preview has said. */
const printed = new Set<string>();

/** Prints a notice once a run. `clean` removes what must not be seen. */
export function print(subject: string, notice: Notice, clean: (text: string) => string): void {
  const path = notice.path.length === 0 ? "" : `${formatPath(notice.path)} `;
  const message = inPulumiWords({ summary: notice.message, advice: notice.advice ?? [] });
  const severity = notice.severity === "warning" ? "warning: " : "";
  const text = clean(`fivetran: ${severity}${subject}: ${path}${message}`);
  if (printed.has(text)) return;
  printed.add(text);
  // Indented, so that no line of a longer text, in which a text of Fivetran's may stand, passes for a notice of its own.
  console.log(text.replaceAll(/\n(?! )/g, "\n  "));
}
