/** Which rows of a table are synced, in the API's own keys. */
export interface RowFilter {
  readonly name: string;
  readonly description: string;
  /** Absent for `AND`. */
  readonly operator?: "OR" | undefined;
  readonly column_clauses: readonly RowFilterClause[];
}

export interface RowFilterClause {
  readonly column: string;
  readonly column_type: string;
  readonly operator: string;
  readonly values: readonly string[];
}
