/** Results for programs: whole, and with nothing in them that a terminal would take for a command. */
import { ExactNumber, writeJson } from "@pulumi-fivetran/sdk";

/** What JSON leaves as it is and a terminal may act on: control characters beyond ASCII, and those that turn the order of letters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** JSON on one line, or indented for people; numbers keep all their digits. */
export function jsonText(value: object, isIndented = false): string {
  const text = isIndented ? indented(writeJson(value)) : writeJson(value);
  return text.replace(UNSAFE, (character) =>
    character === "\n" && isIndented ? character : asUnits(character),
  );
}

/** Text in quotes, or a sign between values. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^[\]{},:"]+/g;

/** Breaks the lines of JSON without reading it, so that numbers stay as they are. */
function indented(json: string): string {
  let depth = 0;
  let last = "";
  const line = (): string => `\n${"  ".repeat(depth)}`;
  return json.replace(TOKEN, (token) => {
    const before = last;
    last = token;
    if (token === "[" || token === "{") {
      const opened = before === "[" || before === "{" ? line() : "";
      depth += 1;
      return opened + token;
    }
    if (token === "]" || token === "}") {
      depth -= 1;
      return before === "[" || before === "{" ? token : line() + token;
    }
    if (token === ",") return token + line();
    if (token === ":") return ": ";
    return before === "[" || before === "{" ? line() + token : token;
  });
}

/** YAML without a line break at its end; texts that hold control characters are in double quotes, with escapes. */
export async function yamlText(value: object): Promise<string> {
  const { Document, isScalar, visit } = await import("yaml");
  // YAML has no way to say which digits a number keeps: one that JavaScript cannot hold is a text.
  const document = new Document(value, (_, each: unknown) =>
    each instanceof ExactNumber ? each.source : each,
  );
  visit(document, {
    Scalar(_, node) {
      if (isScalar(node) && typeof node.value === "string" && node.value.search(UNSAFE) >= 0)
        node.type = "QUOTE_DOUBLE";
    },
  });
  const text = document.toString({ lineWidth: 0 }).trimEnd();
  return text
    .split("\n")
    .map((line) => line.replace(UNSAFE, asPoint))
    .join("\n");
}

function asUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => unit(character.charCodeAt(index))).join("");
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, "0")}`;
}

function asPoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : unit(code);
}
