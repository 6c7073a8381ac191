import { isNotFound } from "@pulumi-fivetran/sdk";

/**
 * The codes by which Fivetran says that a thing is not there. An address that does not exist answers 404 too, with the code
 * `NotFound` alone; taking that for "gone" would let a mistyped base URL empty the state.
 */
const CODES = {
  group: ["NotFound_Group"],
  // A destination has its group's id; without the group either may be missed.
  destination: ["NotFound_Destination", "NotFound_Group"],
  // Fivetran's older name is still answered in places.
  connection: ["NotFound_Connection", "NotFound_Connector"],
} as const;

/** True when an error says that this thing, not just some address, is not there. */
export function isGone(error: unknown, thing: keyof typeof CODES): boolean {
  return isNotFound(error) && (CODES[thing] as readonly (string | undefined)[]).includes(error.code);
}

/** What a call answers, or undefined when the thing is gone. */
export async function unlessGone<T>(thing: keyof typeof CODES, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isGone(error, thing)) return undefined;
    throw error;
  }
}
