import { ExactNumber } from "../exactNumber";
import { isSecretByNames } from "../services/secretNames";
import { isSecretPath, isSecretPathOfAny } from "../services/secrets";
import type { ServiceSettings } from "../services/serviceSettings";

/** Takes secret values out of a text. */
export type Redact = (text: string) => string;

const REPLACEMENT = "[redacted]";

/** Shorter values are left: they cannot be told from ordinary words, and replacing them would garble every message. */
const SHORTEST = 4;

/**
 * Makes a function that replaces secrets in a text: each value, the forms in which a server may repeat it (as JSON, a URL, HTML or
 * base64), and each line of a longer one. Values of less than four characters are left.
 *
 * @param secrets texts and numbers of any size, or lists and objects of which everything is secret
 * @param replacement stands in place of each
 */
export function redactorOf(secrets: Iterable<unknown>, replacement = REPLACEMENT): Redact {
  const forms = new Set<string>();
  for (const secret of secrets) {
    for (const value of textsIn(secret)) {
      for (const form of formsOf(value)) if (form.length >= SHORTEST) forms.add(form);
    }
  }
  if (forms.size === 0) return (text) => text;
  // Longest first: a secret may contain another.
  const pattern = [...forms].sort((a, b) => b.length - a.length).map(escapeForPattern);
  const expression = new RegExp(pattern.join("|"), "g");
  return (text) => text.replace(expression, () => replacement);
}

/** The same, made when it is first needed: most calls have nothing to say. */
export function lazyRedactor(values: () => Iterable<string>): Redact {
  let redact: Redact | undefined;
  return (text) => {
    redact ??= redactorOf(values());
    return redact(text);
  };
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

function* formsOf(value: string): Generator<string> {
  yield value;
  const trimmed = value.trim();
  yield trimmed;
  yield JSON.stringify(value).slice(1, -1);
  yield encodeURIComponent(Buffer.from(value, "utf8").toString("utf8")); // Half a surrogate pair would throw.
  yield Buffer.from(value, "utf8").toString("base64");
  yield value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
  // A server that prints the first line of a private key has printed part of it.
  if (trimmed.includes("\n")) for (const line of trimmed.split(/\r?\n/)) yield line.trim();
}

/** Whether what stands at a path of a request's body is secret. */
type IsSecret = (path: readonly (string | number)[]) => boolean;

/**
 * The secret values in the body of a request: everything under `auth`, what the service's metadata says of its settings, and
 * what is named like a secret elsewhere.
 *
 * @param of whose settings `config` and `auth` are, for a body that has some
 */
export function secretsOf(body: unknown, of?: Pick<ServiceSettings, "family" | "service">): string[] {
  const found: string[] = [];
  collect(body, { path: [], above: [] }, ruleFor(of), found);
  return found;
}

function ruleFor(of: Pick<ServiceSettings, "family" | "service"> | undefined): IsSecret {
  const elsewhere: IsSecret = (path) => path[0] === "auth" || isSecretByNames(path);
  if (of === undefined) return elsewhere;
  const { family, service } = of;
  const ofSettings: IsSecret = (path) => {
    try {
      return service === undefined ? isSecretPathOfAny(family, path) : isSecretPath(family, service, path);
    } catch {
      return true; // A bundle that leaves the metadata out: then all of them are hidden.
    }
  };
  return (path) => (path[0] === "config" && path.length > 1 ? ofSettings(path) : elsewhere(path));
}

interface Place {
  readonly path: readonly (string | number)[];

  /** What it lies in: a program may have put a thing into itself, of which nothing is ever sent. */
  readonly above: readonly unknown[];
}

function collect(value: unknown, { path, above }: Place, isSecret: IsSecret, found: string[]): void {
  if (path.length > 0 && isSecret(path)) {
    found.push(...textsIn(value));
    return;
  }
  if (above.includes(value)) return;
  for (const [part, item] of partsOf(value)) {
    collect(item, { path: [...path, part], above: [...above, value] }, isSecret, found);
  }
}

/** All texts of a secret value. */
function* textsIn(value: unknown, above: readonly unknown[] = []): Generator<string> {
  if (above.includes(value)) return;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    yield String(value);
    // An environment variable is sent as `NAME=value`, and a message may quote the value alone.
    const variable = /^\w+=(.+)$/s.exec(String(value))?.[1];
    if (variable !== undefined) yield variable;
  }
  for (const [, item] of partsOf(writtenForm(value))) yield* textsIn(item, [...above, value]);
}

/** What `JSON.stringify` writes in place of a value: of a date or a URL, its text. */
function writtenForm(value: unknown): unknown {
  if (value instanceof ExactNumber) return [value.source];
  if (typeof value !== "object" || value === null || !("toJSON" in value)) return value;
  const { toJSON } = value;
  if (typeof toJSON !== "function") return value;
  try {
    const written: unknown = Reflect.apply(toJSON, value, []);
    return typeof written === "object" ? written : [written];
  } catch {
    return undefined; // Then nothing is sent.
  }
}

function partsOf(value: unknown): Iterable<[string | number, unknown]> {
  if (Array.isArray(value)) return (value as unknown[]).entries();
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
