import { nearest } from "@pulumi-fivetran/sdk/services";
import { type UserError, usageError } from "../userError";

/** What stands in one cell of a table; a plain text has no style. */
export type Cell = string | StyledText;

export interface StyledText {
  readonly text: string;
  readonly style?: "good" | "bad" | "warning" | "faint";
}

/** One column of a table, and one field of the other forms. */
export interface Column<Row> {
  /** Where its value is in the row: `name`, `group.id`. It is the column's name too. */
  readonly path: string;

  /** What stands in the table; without it, the value itself. */
  readonly cell?: (row: Row) => Cell;
  readonly align?: "right";
}

/**
 * The columns that `--columns` names, in its order.
 *
 * @param names with commas between them; each a field of the rows, also one that the table does not show by itself
 * @throws {UserError} (exit code 2) for names that no row has
 */
export function chosenColumns<Row extends object>(
  names: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): readonly Column<Row>[] {
  const asked = names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (asked.length === 0) throw usageError("--columns names nothing.", knownColumns(columns));
  const chosen = asked.map((name) => columns.find(({ path }) => path === name) ?? { path: name });
  const unknown = chosen.filter(
    ({ path }) =>
      !columns.some((each) => each.path === path) && !rows.some((row) => valueAt(row, path) !== undefined),
  );
  // Without a row nobody can say which fields there would be.
  if (unknown.length > 0 && rows.length > 0) throw unknownColumns(unknown, columns, rows);
  return chosen;
}

/** The value at a dotted path, such as `group.id` or `tasks.0.code`; undefined where there is none. */
export function valueAt(row: object, path: string): unknown {
  let value: unknown = row;
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

function unknownColumns<Row extends object>(
  unknown: readonly Column<Row>[],
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): UserError {
  const known = new Set([...columns.map(({ path }) => path), ...rows.flatMap((row) => Object.keys(row))]);
  const told = unknown.map(({ path }) => {
    const meant = nearest(path, known);
    return `There is no column '${path}'.${meant === undefined ? "" : ` Did you mean '${meant}'?`}`;
  });
  return usageError(told.join("\n"), knownColumns([...known].map((path) => ({ path }))));
}

function knownColumns(columns: readonly { readonly path: string }[]): string {
  return `The columns are ${columns.map(({ path }) => path).join(", ")}.`;
}
