/** Takes secret values out of a text. */
export type Redact = (text: string) => string;

const REPLACEMENT = "[redacted]";

/** Shorter values are left: they cannot be told from ordinary words, and replacing them would garble every message. */
const SHORTEST = 4;

/**
 * Names whose values are secrets. Fivetran's own marks are not reliable in either direction, so the rule is generous:
 * hiding a harmless value in an error costs little.
 */
const SECRET_NAME =
  /pass|pwd|secret|token|api_?key|_key$|^key$|private|credential|auth|cert|signature|sas|session|cookie|role_arn|connection_string|environment_vars|\bpin\b/i;

/** Matches {@link SECRET_NAME}, but is an id that an error message should show. */
const ID_NAME = /^external_secrets_manager_id$/;

/** Makes a redactor of `values`, of the forms in which a server may echo them, and of each line of a longer one. */
export function redactorOf(values: Iterable<string>): Redact {
  const forms = new Set<string>();
  for (const value of values) {
    for (const form of formsOf(value)) if (form.length >= SHORTEST) forms.add(form);
  }
  if (forms.size === 0) return (text) => text;
  // Longest first: a secret may contain another.
  const pattern = [...forms].sort((a, b) => b.length - a.length).map(escapeForPattern);
  const expression = new RegExp(pattern.join("|"), "g");
  return (text) => text.replace(expression, REPLACEMENT);
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
  // A server that prints the first line of a private key has printed part of it.
  if (trimmed.includes("\n")) for (const line of trimmed.split(/\r?\n/)) yield line.trim();
}

/** The secret values in the body of a request: everything under `auth`, and what is named like a secret in `config`. */
export function secretsOf(body: unknown): string[] {
  const found: string[] = [];
  collect(body, false, found);
  return found;
}

/** @param above what the value lies in: a program may have put a thing into itself, of which nothing is ever sent */
function collect(value: unknown, secret: boolean, found: string[], above: readonly unknown[] = []): void {
  if (above.includes(value)) return;
  if (typeof value === "string" || typeof value === "number") {
    if (secret) found.push(String(value));
    // An environment variable is sent as `NAME=value`, and a message may quote the value alone.
    const variable = secret ? /^\w+=(.+)$/s.exec(String(value))?.[1] : undefined;
    if (variable !== undefined) found.push(variable);
  } else if (Array.isArray(value)) {
    for (const item of value) collect(item, secret, found, [...above, value]);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      collect(item, secret || isSecretName(name), found, [...above, value]);
    }
  }
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !ID_NAME.test(name);
}
