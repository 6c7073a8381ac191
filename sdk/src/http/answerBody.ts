/**
 * What is said of a body that is not what was expected. The body of a success is never quoted: it may hold the only copy of a new
 * secret, of which a redactor knows nothing.
 */
import type { HttpResult } from "./transport";

type Answer = Extract<HttpResult, { kind: "answer" }>;

/** Says what a body is, but nothing of what is in it. */
export interface BodyDescription {
  readonly said: string;

  /** Whether it breaks off, so that the same request may get a whole answer. */
  readonly because?: "page" | "cutOff";
}

/** Describes the body of a success that is not a JSON object, by its kind, its length and what is wrong. */
export function describeSuccess(answer: Answer, json: { value: unknown } | undefined): BodyDescription {
  const { body, headers, status } = answer;
  if (body === "") {
    // A 204 has none, and neither has an answer that says so: they are whole.
    const isWhole = status === 204 || headers["content-length"] === "0";
    return isWhole ? { said: "the body is empty" } : { said: "the body is empty", because: "cutOff" };
  }
  if (isPage(answer)) return { said: pageInWords(answer), because: "page" };
  const size = sizeInWords(body);
  if (json !== undefined) {
    return { said: `the body is JSON (${size}), but ${kindOf(json.value)} and not an object` };
  }
  if (endsInTheMiddle(body)) {
    return { said: `the body is JSON that ends in the middle (after ${size})`, because: "cutOff" };
  }
  const type = typeOf(headers);
  return { said: `the body is not JSON (${size}${type === undefined ? "" : ` of ${type}`})` };
}

/** What a refusal without a JSON object says: its first line, or what kind of page it is. */
export function describeRefusal(answer: Answer): { said: string; page?: true } {
  if (isPage(answer)) return { said: pageInWords(answer), page: true };
  const location = redirectOf(answer);
  if (location !== undefined) return { said: `a redirect to ${location}` };
  return { said: (/^[^\r\n]*/.exec(answer.body.trimStart())?.[0] ?? "").trimEnd() };
}

/** Whether it is written for people or of another API: markup, which Fivetran's never is. */
function isPage({ body, headers }: Answer): boolean {
  return (
    /\b(html|xml)\b/i.test(headers["content-type"] ?? "") ||
    /^\s*<(!doctype|html|head|body|\?xml)\b/i.test(body)
  );
}

function pageInWords({ body, headers, status }: Answer): string {
  const type = typeOf(headers);
  const isXml = /\bxml\b/.test(type ?? "") && !/html/.test(type ?? "");
  const title = titleOf(body);
  const kind = isXml ? "a document of XML" : "a page of HTML";
  const facts = type === undefined || type === "text/html" ? "" : ` (${type})`;
  // A server that fails may well send this; from any other server it is the fault itself.
  const fault = status >= 500 ? "" : " in place of JSON";
  return `${kind}${title === undefined ? "" : ` titled "${title}"`}${facts}${fault}`;
}

function titleOf(body: string): string | undefined {
  // The beginning is enough: a title stands there, and a pattern should not search a large page. It is not cut, nor changed within:
  // what it holds of a secret would no longer be found.
  const title = /<title[^>]*>([^<]*)</i.exec(body.slice(0, 10_000))?.[1]?.trim();
  return title === "" ? undefined : title;
}

/** Where a redirect leads, without what may be a credential in it. */
function redirectOf({ status, headers }: Answer): string | undefined {
  const location = headers["location"];
  if (status < 300 || status >= 400 || location === undefined) return undefined;
  if (!URL.canParse(location)) return location.replace(/[?#].*$/s, "");
  const { origin, pathname } = new URL(location);
  return origin === "null" ? undefined : origin + pathname;
}

/** The type without its parameters. */
function typeOf(headers: Readonly<Record<string, string>>): string | undefined {
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
  return type === undefined || type === "" ? undefined : type;
}

function sizeInWords(body: string): string {
  return `${Buffer.byteLength(body)} bytes`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

/** Whether a text that begins as a JSON object breaks off in it: a string or a bracket is open at the end. */
function endsInTheMiddle(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isInString) {
      if (character === "\\") index += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
  }
  return isInString || depth > 0;
}
