/** How names of the source become names of the destination; it is fixed when a connection is made. */
export type Naming = "FIVETRAN_NAMING" | "SOURCE_NAMING";

/** Columns that the engine adds; a source has none of these names. */
export const SYSTEM_COLUMNS = ["_fivetran_synced", "_fivetran_deleted", "_fivetran_id"] as const;

/**
 * A name at the destination. `FIVETRAN_NAMING` makes lower snake case: `OrderLines` and `order-lines` are `order_lines`, accents go, a
 * leading digit gets an underscore before it. `SOURCE_NAMING` keeps the name as it is.
 */
export function destinationName(naming: Naming, name: string): string {
  if (naming === "SOURCE_NAMING") return name;
  const snake = name
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1_$2")
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_]+/gu, "_");
  return /^\p{N}/u.test(snake) || snake === "" ? `_${snake}` : snake;
}

/** The names that more than one of `names` would get, with those that would. */
export function collidingNames(naming: Naming, names: readonly string[]): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const name of names) {
    const wanted = destinationName(naming, name);
    sources.set(wanted, [...(sources.get(wanted) ?? []), name]);
  }
  return new Map([...sources].filter(([, all]) => all.length > 1));
}
