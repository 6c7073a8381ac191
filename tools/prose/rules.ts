/** What the language of this project is held to, as far as a machine can see it. `docs/style.md` has all rules, with examples. */

export interface Rule {
  /** As the ratchet and `docs/style.md` call it. */
  readonly id: string;
  /** What a writer does instead. */
  readonly advice: string;
  /** Places in one sentence that break the rule. */
  readonly find: (sentence: string) => number;
}

const MAX_WORDS = 30;
const NEGATIONS = /\b(?:not|no|never|nothing|nobody|none|neither|nor|without|cannot)\b|n't\b/gi;

export const RULES: readonly Rule[] = [
  {
    id: "long-sentence",
    advice: `at most ${MAX_WORDS} words in a sentence`,
    find: (sentence) => (wordsOf(sentence) > MAX_WORDS ? 1 : 0),
  },
  {
    id: "free-relative",
    advice: "begin with the actor, not with What, Who or Whatever and a clause",
    find: counter(/^(?:What(?:ever)?|Who(?:ever)?|Whichever) (?!(?:is|are|does|do|to) [^,]*\?)[^?]*[.:;]?$/),
  },
  { id: "answer", advice: "functions return, servers respond", find: counter(/\banswer(?:s|ed|ing)?\b/gi) },
  {
    id: "taken-out",
    advice: "remove, not take out or take away",
    find: counter(/\b(?:take|takes|taken|taking) (?:\w+ )?(?:out|away)\b/gi),
  },
  { id: "is-no", advice: "is not a, never is no", find: counter(/\b(?:is|are|was|were) no\b(?! longer)/gi) },
  {
    id: "negations",
    advice: "one negation in a sentence; state what happens",
    find: (sentence) => Math.max(0, counter(NEGATIONS)(sentence) - 1),
  },
  {
    id: "passive",
    advice: "name the actor",
    find: counter(
      /\b(?:is|are|was|were|be|been|being) (?:\w+ly )?(?:\w+ed|made|sent|given|kept|told|shown|known|taken|found|done|set|read|written|held|put|left|lost|built|run|said|seen|thrown)\b(?! by)/gi,
    ),
  },
  {
    id: "semicolons",
    advice: "one semicolon or colon in a sentence",
    find: (sentence) => Math.max(0, counter(/[;:](?=\s)/g)(sentence) - 1),
  },
  {
    id: "nobody",
    advice: "you for the reader; users and members for others",
    find: counter(/\b(?:somebody|nobody|whoever|whom|everybody|anybody)\b/gi),
  },
  {
    id: "plain-words",
    advice:
      "fix (mend), plain text (in the clear), continue (go on), in Fivetran (upstream), automatically (by itself)",
    find: counter(/\b(?:mend(?:s|ed)?|in the clear|upstream|by itself|otherwise than|the like|besides)\b/gi),
  },
];

export function wordsOf(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function counter(pattern: RegExp): (sentence: string) => number {
  const all = pattern.global ? pattern : new RegExp(pattern.source, `${pattern.flags}g`);
  return (sentence) => [...sentence.matchAll(all)].length;
}
