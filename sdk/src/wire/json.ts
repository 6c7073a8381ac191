import { ExactNumber } from "../exactNumber";
import { nativeJson } from "./nativeJson";

/** Digits that a number can lose, or an exponent that it cannot have. Texts without either are read without a reviver, which is slow. */
const MAY_LOSE = /[\d.]{16}|\d[eE][+-]?\d{3}/;

/**
 * Reads JSON without rounding: a whole number beyond 2^53 becomes a `bigint`, another that JavaScript cannot hold an
 * {@link ExactNumber}. Names such as `__proto__` are names like any other.
 *
 * @throws {SyntaxError} that quotes a part of the text
 */
export function parseJson(text: string): unknown {
  if (!MAY_LOSE.test(text)) return JSON.parse(text) as unknown;
  return nativeJson.parse(text, (_, value, { source }) =>
    typeof value === "number" && source !== undefined ? exactly(value, source) : value,
  );
}

/** The text of a value that may hold what {@link parseJson} makes. @throws {TypeError} for a circle, among others */
export function writeJson(value: object): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "bigint" ? nativeJson.rawJSON(each.toString()) : each,
  );
}

function exactly(value: number, source: string): number | bigint | ExactNumber {
  if (Number.isSafeInteger(value) && /^-?\d+$/.test(source)) return value;
  if (/^-?\d+$/.test(source)) return BigInt(source);
  return isSame(String(value), source) ? value : new ExactNumber(source);
}

/** Whether two texts of numbers mean the same one. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a !== undefined && b !== undefined && a.digits === b.digits && a.exponent === b.exponent;
}

/** The digits that count, and the power of ten after the last of them; undefined for what is no number, such as `Infinity`. */
function partsOf(text: string): { digits: string; exponent: number } | undefined {
  const [, whole, fraction = "", exponent = "0"] =
    /^-?(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const all = `${whole}${fraction}`.replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  if (digits === "") return { digits, exponent: 0 };
  return { digits, exponent: Number(exponent) - fraction.length + all.length - digits.length };
}
