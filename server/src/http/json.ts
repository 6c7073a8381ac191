/** So deep may objects and lists stand within each other; bodies of clients are not a tenth as deep. */
const DEEPEST = 500;

/** Text that is not JSON, or that nests deeper than anything is read here. */
export class JsonError extends Error {
  override readonly name = "JsonError";
}

/**
 * Parses JSON that comes from outside. Thousands of levels would overflow the stack of later code: such a body is refused
 * before it is parsed.
 *
 * @throws JsonError
 */
export function parseJson(text: string): unknown {
  if (isDeeperThan(text, DEEPEST)) throw new JsonError(`it nests deeper than ${DEEPEST} levels`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new JsonError(error instanceof Error ? error.message : String(error));
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

function isDeeperThan(text: string, most: number): boolean {
  // Short text cannot be deep.
  if (text.length <= most) return false;
  let depth = 0;
  let isInText = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isInText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) isInText = false;
    } else if (code === QUOTE) isInText = true;
    else if (OPENING.has(code)) {
      depth += 1;
      if (depth > most) return true;
    } else if (CLOSING.has(code)) depth -= 1;
  }
  return false;
}
