/** What a documentation comment says, apart. */
import ts from "typescript";

export interface Docstring {
  /** Without tags; paragraphs and lists as they were written. */
  readonly text: string;
  /** Of each `@example`. */
  readonly examples: readonly string[];
  /** Of each `@throws`, in one line. */
  readonly throws: readonly string[];
}

export function docstringOf(symbol: ts.Symbol, checker: ts.TypeChecker): Docstring {
  const tags = symbol
    .getJsDocTags(checker)
    .map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }));
  const ofTag = (wanted: string): string[] =>
    tags.filter(({ name }) => name === wanted).map(({ text }) => text.trim());
  return {
    text: ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim(),
    examples: ofTag("example"),
    throws: ofTag("throws").map(oneLine),
  };
}

export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** A text's sentences. A point ends one where a space and a beginning follow. */
export function sentencesOf(text: string): string[] {
  return oneLine(text)
    .split(/(?<=\.(?:"|`|\))?) (?=[A-Z`"[<(])/)
    .filter((sentence) => sentence !== "");
}
