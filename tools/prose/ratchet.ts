/** How often each file breaks each rule, and how often it may. */
import { RULES } from "./rules.ts";

/** By the rule's id; a rule that is not broken is not there. */
export type Counts = Readonly<Record<string, number>>;
/** By the file's path from the root of the repository. */
export type Ratchet = Readonly<Record<string, Counts>>;

export interface Excess {
  readonly file: string;
  readonly rule: string;
  readonly count: number;
  readonly limit: number;
}

export function countsOf(sentences: readonly string[]): Counts {
  const counts = RULES.map(({ id, find }): [string, number] => [
    id,
    sentences.reduce((sum, sentence) => sum + find(sentence), 0),
  ]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Where a file breaks a rule more often than it may, and how many counts have fallen. */
export function compareCounts(found: Ratchet, allowed: Ratchet): { more: Excess[]; fewer: number } {
  const more = Object.entries(found).flatMap(([file, counts]) =>
    Object.entries(counts).flatMap(([rule, count]): Excess[] => {
      const limit = allowed[file]?.[rule] ?? 0;
      return count > limit ? [{ file, rule, count, limit }] : [];
    }),
  );
  const fewer = Object.entries(allowed).flatMap(([file, counts]) =>
    Object.entries(counts).filter(([rule, limit]) => (found[file]?.[rule] ?? 0) < limit),
  ).length;
  return { more, fewer };
}
