import type { Fact } from "../../../server/src/facts/fact";
import { isSecretName } from "../../../server/src/facts/secrets";

/** A word that no enumeration has. */
export const NEWER = "newer than the document";

/** Every number and boolean of a service's settings as text, and every enumeration with a word that it has not. */
export class SettingsSweep {
  scalars = 0;
  words = 0;
  readonly sent: object;
  /** What an answer has of it: the values themselves. Ports of destinations come back as text, and secrets not at all. */
  readonly answered: object;

  constructor(fact: Fact) {
    const [sent, answered] = this.pair("", fact);
    this.sent = Object(sent ?? {}) as object;
    this.answered = Object(answered ?? {}) as object;
  }

  private pair(name: string, fact: Fact): [sent: unknown, answered: unknown] {
    if (fact.fields !== undefined) {
      const pairs = Object.entries(fact.fields).flatMap(([key, field]): [string, [unknown, unknown]][] => {
        const pair = this.pair(key, field);
        return pair[0] === undefined ? [] : [[key, pair]];
      });
      if (pairs.length === 0) return [undefined, undefined];
      const side = (index: 0 | 1): object =>
        Object.fromEntries(
          pairs.flatMap(([key, pair]) => (pair[index] === undefined ? [] : [[key, pair[index]]])),
        );
      return [side(0), side(1)];
    }
    if (fact.items !== undefined) {
      const [sent, answered] = this.pair(name, fact.items);
      return sent === undefined ? [undefined, undefined] : [[sent], answered && [answered]];
    }
    const isShown = fact.secret !== true && !/port$/.test(name);
    if (fact.enum !== undefined) {
      this.words += 1;
      // Text that is called like a secret is masked.
      return [NEWER, isShown && !isSecretName(name) ? NEWER : undefined];
    }
    if (fact.type !== "boolean" && fact.type !== "integer" && fact.type !== "number") {
      return [undefined, undefined];
    }
    this.scalars += 1;
    return fact.type === "boolean" ? ["true", isShown ? true : undefined] : ["7", isShown ? 7 : undefined];
  }
}
