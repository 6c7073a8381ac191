import type { Alteration } from "./destination";
import type { DestinationColumn } from "./table";

/** The columns of a table behind alterations. */
export function alterColumns(
  columns: readonly DestinationColumn[],
  alterations: readonly Alteration[],
): readonly DestinationColumn[] {
  return alterations.reduce(altered, columns);
}

function altered(
  columns: readonly DestinationColumn[],
  alteration: Alteration,
): readonly DestinationColumn[] {
  switch (alteration.kind) {
    case "add":
      return [...columns, alteration.column];
    case "drop":
      return columns.filter(({ name }) => name !== alteration.name);
    case "widen":
      return columns.map((column) =>
        column.name === alteration.name ? { name: column.name, type: alteration.to } : column,
      );
  }
}
