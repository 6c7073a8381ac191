import { type ColumnType, decimalOrText, sameType } from "./columnType";

/** Whole numbers from narrow to wide, with the decimal digits that their largest value has. */
const WHOLE: readonly { readonly name: "SHORT" | "INT" | "LONG"; readonly digits: number }[] = [
  { name: "SHORT", digits: 5 },
  { name: "INT", digits: 10 },
  { name: "LONG", digits: 19 },
];

/**
 * The narrowest type that holds every value of both, each exactly. It never narrows: the result holds whatever either held before.
 * Where no type but text holds both, it is STRING: LONG and DOUBLE, for instance, since a DOUBLE is exact only up to 2^53.
 */
export function widen(left: ColumnType, right: ColumnType): ColumnType {
  if (sameType(left, right)) return left;
  return widenNumbers(left, right) ?? widenNumbers(right, left) ?? { name: "STRING" };
}

function widenNumbers(left: ColumnType, right: ColumnType): ColumnType | undefined {
  const leftWhole = WHOLE.findIndex(({ name }) => name === left.name);
  const rightWhole = WHOLE.findIndex(({ name }) => name === right.name);
  const wider = WHOLE[Math.max(leftWhole, rightWhole)];
  if (leftWhole >= 0 && rightWhole >= 0 && wider !== undefined) return { name: wider.name };
  const digits = WHOLE[leftWhole]?.digits;
  if (right.name === "DECIMAL") {
    if (left.name === "DECIMAL") return widenDecimals(left, right);
    return digits === undefined ? undefined : widenDecimals({ precision: digits, scale: 0 }, right);
  }
  if (left.name === "FLOAT" && right.name === "DOUBLE") return right;
  // A FLOAT is exact up to 2^24, a DOUBLE up to 2^53.
  if (left.name === "SHORT" && right.name === "FLOAT") return right;
  if (left.name === "INT" && right.name === "FLOAT") return { name: "DOUBLE" };
  if ((left.name === "SHORT" || left.name === "INT") && right.name === "DOUBLE") return right;
  return undefined;
}

interface Digits {
  readonly precision: number;
  readonly scale: number;
}

function widenDecimals(left: Digits, right: Digits): ColumnType {
  const scale = Math.max(left.scale, right.scale);
  const whole = Math.max(left.precision - left.scale, right.precision - right.scale);
  return decimalOrText(whole + scale, scale);
}
