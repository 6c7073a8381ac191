/** A value of JSON. A number that JavaScript would round is `ExactNumber`. */
export type JsonValue =
  | (string | number | boolean | null | ExactNumber)
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** A number as it is written. `JSON.stringify` writes it so. */
export interface ExactNumber {
  readonly rawJSON: string;
}

/** What TypeScript's library does not have yet of "JSON.parse source text access" (Node.js 22 has it). */
interface ExactJson {
  parse(
    text: string,
    reviver: (name: string, value: unknown, context: { readonly source?: string }) => unknown,
  ): JsonValue;
  rawJSON(text: string): ExactNumber;
  isRawJSON(value: unknown): value is ExactNumber;
}
const exact = JSON as unknown as ExactJson;

/** Digits that a DOUBLE may not hold, or an exponent that it may not: anywhere, in texts too. */
const MAY_BE_ROUNDED = /[0-9.]{16}|[eE][+-]?[0-9]{2}/;

/** Parses JSON so that no number is rounded. */
export function parseExactJson(text: string): JsonValue {
  if (!MAY_BE_ROUNDED.test(text)) return JSON.parse(text) as JsonValue;
  return exact.parse(text, (_name, value, { source }) =>
    typeof value === "number" && source !== undefined && !isExact(value, source)
      ? exact.rawJSON(source)
      : value,
  );
}

export function isExactNumber(value: JsonValue | undefined): value is ExactNumber {
  return exact.isRawJSON(value);
}

function isExact(value: number, source: string): boolean {
  if (String(value) === source) return true;
  // At most 15 digits are exact in a DOUBLE, within its exponents.
  const digits = source
    .replace(/[eE].*$/, "")
    .replaceAll(/[-.]/g, "")
    .replace(/^0+/, "");
  return digits === "" || (digits.length <= 15 && Number.isFinite(value) && Math.abs(value) > 1e-300);
}
