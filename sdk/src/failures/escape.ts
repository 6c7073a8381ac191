/**
 * What may move a cursor, end a line, colour a terminal, reverse the order of letters or hide others: control and format characters,
 * line and paragraph separators, halves of surrogate pairs. The two joiners that scripts and emoji need are left.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const JOINERS = new Set(["\u200c", "\u200d"]);

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text of others, fit for a line of a message or a log: characters that are not printable are written as JavaScript does, such as `\u001b`. */
export function escapeControls(text: string): string {
  return text.replace(UNSAFE, (character) => (JOINERS.has(character) ? character : escaped(character)));
}

function escaped(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
