import type { OptionProblem } from "../clientOptionsError";

/**
 * Returns what is wrong with a value: ends of sentences that begin with the option's name. No value is
 * repeated, since it may be a secret in the wrong place.
 */
export type Check = (value: unknown) => readonly string[];

/** By the name of each option that there is. An option without a check is checked elsewhere. */
export type Checks = Readonly<Record<string, Check | undefined>>;

/**
 * Returns what is wrong with options. An option that is undefined counts as not given.
 *
 * @param of whose options they are, for a message
 */
export function problemsWith(given: object, checks: Checks, of: string): OptionProblem[] {
  return Object.entries(given).flatMap(([name, value]: [string, unknown]) => {
    if (!Object.hasOwn(checks, name)) return [{ option: name, problem: `is not an option of ${of}.` }];
    if (value === undefined) return [];
    return (checks[name]?.(value) ?? []).map((problem) => ({ option: name, problem: `${problem}.` }));
  });
}

/** A check of one condition. */
export function must(holds: (value: unknown) => boolean, otherwise: string): Check {
  return (value) => (holds(value) ? [] : [otherwise]);
}

/** An endless duration is right. */
export const duration = must(
  (value) => typeof value === "number" && value > 0,
  "must be a number of milliseconds above 0",
);

export const callable = must((value) => typeof value === "function", "must be a function");

/** A value with properties, an array or an instance of a class included. */
export function hasProperties(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
