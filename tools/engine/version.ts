/** The oldest engine that runs our resources: the first whose dynamic resources give `read` their inputs back, and a little more. */
export const MINIMUM_VERSION = "3.220.0";

function numbersOf(version: string): number[] {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version.trim());
  if (match === null) throw new Error(`"${version.trim()}" is not a version`);
  return match.slice(1).map(Number);
}

/**
 * Whether `version` ("v3.259.0", "3.220.1-alpha+dirty") is at least `minimum`. Pre-release parts are ignored.
 * Throws on what is no version.
 */
export function isAtLeast(version: string, minimum: string): boolean {
  const wanted = numbersOf(minimum);
  for (const [index, number] of numbersOf(version).entries()) {
    const difference = number - (wanted[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
