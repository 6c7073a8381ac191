/** JSON with numbers as they were written: beyond 2^53, and with more digits than a DOUBLE has, a plain reader rounds them. */

/** As Node.js 22 has it; TypeScript's types do not know the third argument. */
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const parse = JSON.parse as (text: string, reviver?: Reviver) => unknown;
const { rawJSON, isRawJSON } = JSON as unknown as {
  rawJSON(text: string): object;
  isRawJSON(value: unknown): boolean;
};

/** Fewer digits are exact in any case. */
const MANY_DIGITS = /\d{16}/;

/** A number whose text matters. */
export interface ExactNumber {
  readonly rawJSON: string;
}

/** Reads a line; numbers that would be rounded are {@link ExactNumber}s, which `JSON.stringify` writes as they were. */
export function parseExactly(line: string): Record<string, unknown> {
  const row = MANY_DIGITS.test(line)
    ? parse(line, (_key, value, { source }) =>
        typeof value === "number" && source !== undefined && String(value) !== source
          ? rawJSON(source)
          : value,
      )
    : parse(line);
  return row as Record<string, unknown>;
}

export function isExactNumber(value: unknown): value is ExactNumber {
  return isRawJSON(value);
}
