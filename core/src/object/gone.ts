import { isNotFound, type Listing } from "@pulumi-fivetran/sdk";

/** Fivetran's answer for an address that does not exist is 404 too; for users and webhooks that are not there it is no different. */
const UNSPECIFIC = "NotFound";

/**
 * The codes by which Fivetran says that a thing is not there. A 404 with the code `NotFound` alone may come from any address; taking
 * that for "gone" would let a mistyped base URL empty the state.
 */
const CODES = {
  group: ["NotFound_Group"],
  // A destination has its group's id; without the group either may be missed.
  destination: ["NotFound_Destination", "NotFound_Group"],
  // Fivetran's older name is still answered in places.
  connection: ["NotFound_Connection", "NotFound_Connector"],
  team: ["NotFound_Team"],
  logService: ["NotFound_LogService", "NotFound_Group"],
  hybridDeploymentAgent: ["NotFound_RemoteExecutionAgent", "NotFound_Group"],
  connectorSdkPackage: ["NotFound_ConnectorSdkPackage"],
} as const;

/** Things for which no source shows the code: whichever names a thing is about it, or about what it lives in. */
const ANY_SPECIFIC = /^NotFound_./;

export type Thing = keyof typeof CODES | "other";

/** True when an error says that this thing, not just some address, is not there. */
export function isGone(error: unknown, thing: Thing): boolean {
  if (!isNotFound(error)) return false;
  if (thing === "other") return ANY_SPECIFIC.test(error.code ?? "");
  return (CODES[thing] as readonly (string | undefined)[]).includes(error.code);
}

/**
 * What a call answers, or undefined when the thing is gone.
 *
 * @param isAbsent asked where Fivetran's answer does not say what is not there: whether a list of its kind can be read and does not
 *   have it
 */
export async function unlessGone<T>(
  thing: Thing,
  call: Promise<T>,
  isAbsent?: () => Promise<boolean>,
): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isGone(error, thing)) return undefined;
    if (isAbsent === undefined || !isNotFound(error) || error.code !== UNSPECIFIC) throw error;
    if (await isAbsentOrThrow(isAbsent, thing, error)) return undefined;
    throw error;
  }
}

/** Whether a list has none that matches. @throws UnexpectedAnswerError at an element that cannot be read: it may be the one */
export async function isAbsentFrom<T>(listing: Listing<T>, matches: (item: T) => boolean): Promise<boolean> {
  return (await listing.strict().find(matches)) === undefined;
}

/** For `unlessGone`: asks a list of things whether it has none of this id. */
export function absentFrom(listing: Listing<{ readonly id: string }>, id: string): () => Promise<boolean> {
  return () => isAbsentFrom(listing, (each) => each.id === id);
}

/** Where the list is not there either, the first error is the one to report, unless it says that what the thing lived in is gone. */
async function isAbsentOrThrow(
  isAbsent: () => Promise<boolean>,
  thing: Thing,
  first: unknown,
): Promise<boolean> {
  try {
    return await isAbsent();
  } catch (error) {
    if (isGone(error, thing)) return true;
    throw isNotFound(error) ? first : error;
  }
}
