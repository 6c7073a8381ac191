/** What becomes of arguments that a program no longer has, in one line for each outcome: many arguments share one. */
import type { Facts } from "./facts.ts";
import { code, listed } from "./markdown.ts";

/** What a preview says of such an argument, and what a page says of all arguments of which it says that. */
const OUTCOMES: readonly (readonly [said: RegExp, told: (names: string, more: string) => string])[] = [
  [/^cleared$/, (names) => `Fivetran clears ${names}`],
  [/^emptied$/, (names) => `Fivetran empties ${names}`],
  [
    /^reset to Fivetran's default, (?<more>.+)$/,
    (names, value) => `${names} returns to Fivetran's default, ${code(value)}`,
  ],
  [
    /^(?:stays as it is|its settings stay as they are)(?: in Fivetran)?(?:: | \(|, )?(?<more>.*?)\)?$/,
    (names, reason) => `Fivetran keeps ${names}${reason === "" ? "" : ` (${reason})`}`,
  ],
  [
    /^no longer names a value: (?<more>.+)$/,
    (names, rest) => `${names}: ${rest.replace("goes on trusting", "still trusts")}`,
  ],
];

/**
 * One sentence for each outcome, with the arguments that have it.
 *
 * @throws Error where a preview says what no sentence is written for
 */
export function removalLines(facts: Facts): string[] {
  const byOutcome = new Map<string, string[]>();
  for (const [name, { takenOut }] of Object.entries(facts.args)) {
    if (takenOut === undefined) continue;
    const said = takenOut
      .replace(/^is no longer (declared|managed)( here)? and /, "")
      .replace(/^will be /, "")
      .replace(/^ends; /, "")
      // The sample that the handler was asked with.
      .replaceAll(/'<\w+>'/g, "a value");
    byOutcome.set(said, [...(byOutcome.get(said) ?? []), name]);
  }
  return [...byOutcome].map(([said, names]) => sentenceOf(said, listed(names.map(code))));
}

function sentenceOf(said: string, names: string): string {
  for (const [pattern, told] of OUTCOMES) {
    const match = pattern.exec(said);
    if (match !== null) return told(names, match.groups?.["more"] ?? "");
  }
  throw new Error(`No sentence is written in tools/docs/removal.ts for "${said}" (${names}).`);
}
