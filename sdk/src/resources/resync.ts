const UNCONFIRMED =
  "a resync loads all history again, which takes long, counts rows that may be billed, and overwrites what is in " +
  "the destination. If that is meant, pass { confirm: true }";

/**
 * What the caller of a resync gave, and why it is not sent unless it says that it is meant: for callers whom
 * TypeScript does not check.
 */
export function checkResync<R extends { confirm: true }>(
  resync: R | undefined,
): { given: Partial<R>; problem: string | undefined } {
  const given: Partial<R> = resync ?? {};
  return { given, problem: given.confirm === true ? undefined : UNCONFIRMED };
}
