/** Names of tables and columns as Fivetran makes them at a destination. */

export type Naming = "fivetran" | "source";

/**
 * `fivetran`: lower-case words joined by underscores (`CustomerId` is `customer_id`), anything else than letters and digits an underscore,
 * and one before a digit at the start. `source` keeps the name.
 */
export function nameFor(name: string, naming: Naming): string {
  if (naming === "source") return name;
  const words = name
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9_]+/g, "_")
    .toLowerCase();
  return /^[0-9]/.test(words) ? `_${words}` : words;
}

/**
 * Names for all of a table's columns.
 *
 * @throws Error for columns that would have one name: DuckDB and most destinations do not tell letters by case
 */
export function columnNames(columns: readonly string[], naming: Naming, table: string): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const column of columns) {
    const name = nameFor(column, naming);
    const other = taken.get(name.toLowerCase());
    if (other !== undefined)
      throw new Error(
        `Table '${table}': the columns '${other}' and '${column}' would both be '${name}' at the destination; rename one.`,
      );
    taken.set(name.toLowerCase(), column);
    names.set(column, name);
  }
  return names;
}
