/** Which rows of a table are synced, from the next sync on. */
export interface RowFilter {
  name: string;
  description: string;

  /** Whether a row must fit every clause or one of them. Only with two clauses or more. @default "AND" */
  operator?: RowFilterOperator;

  /** 1 to 10. */
  columnClauses: RowFilterClause[];
}

/** A row filter as Fivetran answers it. */
export interface CurrentRowFilter extends Partial<Omit<RowFilter, "columnClauses">> {
  columnClauses?: Partial<RowFilterClause>[];
}

/** What joins the clauses of a row filter. Answers leave out `AND`. */
export type RowFilterOperator = "AND" | "OR" | (string & {});

/** What a row must have in one column. */
export interface RowFilterClause {
  /** Name of the source's column, of 500 characters at most. */
  column: string;

  /** Decides which operators there are, and how values are written. */
  columnType: RowFilterColumnType;
  operator: RowFilterClauseOperator;

  /**
   * As text: `true` or `false`, `2026-01-31`, `2026-01-31T12:00:00Z`, numbers in digits. One, or at least one for `IN`,
   * or none for `IS_NULL` and `IS_NOT_NULL`. Each has 1,000 characters at most, a `BIGDECIMAL` 50, and those of an `IN` on text
   * 10,000 together.
   */
  values: string[];
}

/** Types known today; Fivetran may add others. `LONG` stands for all whole numbers. */
export type RowFilterColumnType =
  | "LONG"
  | "FLOAT"
  | "DOUBLE"
  | "BIGDECIMAL"
  | "STRING"
  | "BOOLEAN"
  | "DATE"
  | "DATETIME"
  | (string & {});

/** Operators known today; Fivetran may add others. `IN` is for `LONG`, `FLOAT`, `DOUBLE` and `STRING`, the parts of text for `STRING`. */
export type RowFilterClauseOperator =
  | "EQUALS"
  | "NOT_EQUALS"
  | "LESS"
  | "LESS_OR_EQUALS"
  | "GREATER"
  | "GREATER_OR_EQUALS"
  | "STARTS_WITH"
  | "CONTAINS"
  | "IN"
  | "IS_NULL"
  | "IS_NOT_NULL"
  | (string & {});

/** What a column is in the destination. Types known today; Fivetran may add others. */
export type TargetDataType =
  | "Unknown"
  | "Boolean"
  | "String"
  | "Short"
  | "Int"
  | "Long"
  | "Float"
  | "Double"
  | "BigDecimal"
  | "Instant"
  | "LocalDateTime"
  | "LocalDate"
  | "LocalTime"
  | "Json"
  | "Binary"
  | "Xml"
  | (string & {});
