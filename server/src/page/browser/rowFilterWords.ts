import type { RowFilterView } from "./protocol.js";

/** Which rows of a table are synced, in words: `status equals OPEN and total is not null`. */
export function rowFilterWords({ operator = "AND", column_clauses: clauses }: RowFilterView): string {
  return clauses
    .map(({ column, operator: compares, values }) =>
      [column, compares.toLowerCase().replaceAll("_", " "), values.join(", ")].join(" ").trim(),
    )
    .join(` ${operator.toLowerCase()} `);
}
