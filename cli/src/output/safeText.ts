/** Texts of an account are others': they may be long, and may hold what moves a cursor or colours a terminal. */
import { escapeControls } from "@pulumi-fivetran/sdk";

/** A text of the account for one cell of a table. */
const LONGEST_CELL = 200;

/** A text of the account within a message. */
const LONGEST_QUOTE = 500;

/** A text of the account, fit for a line that people read: no control characters, and no more than so many letters. */
export function safeText(text: string, longest = LONGEST_QUOTE): string {
  return bounded(escapeControls(text), longest);
}

export function safeCell(text: string): string {
  return safeText(text, LONGEST_CELL);
}

/** Cuts at letters as people count them, so that no half of one is left. */
export function bounded(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const letters = Array.from(SEGMENTER.segment(text.slice(0, longest * 4)), ({ segment }) => segment);
  return letters.length <= longest ? text : `${letters.slice(0, longest - 1).join("")}…`;
}

const SEGMENTER = new Intl.Segmenter();
