import type { ColumnType } from "../types/columnType";
import type { TableName } from "./table";

/**
 * A condition on a column's value. `is` compares as the column's type does, `startsWith` and `contains` compare texts; rows without a
 * value match only `isNull`.
 */
export interface RowCondition {
  readonly column: string;
  readonly is:
    | "="
    | "!="
    | "<"
    | "<="
    | ">"
    | ">="
    | "startsWith"
    | "contains"
    | "in"
    | "isNull"
    | "isNotNull";
  /** As the source writes it. Of all but `in`, `isNull` and `isNotNull`. */
  readonly value?: string | undefined;
  /** Of `in`. */
  readonly values?: readonly string[] | undefined;
}

/** Which rows are moved: those that meet all conditions, or one of them. Without conditions, all rows. */
export interface RowFilter {
  readonly match: "all" | "any";
  readonly conditions: readonly RowCondition[];
}

/** A column that is moved. Blocked columns are in no plan. */
export interface PlannedColumn {
  /** At the source. */
  readonly source: string;
  /** At the destination. */
  readonly name: string;
  /** What arrives: a hashed column is text. */
  readonly type: ColumnType;
  readonly hashed: boolean;
  readonly key: boolean;
}

/** What is read of a table: `full` each time, or what has changed by a column. */
export type ReadMode =
  | { readonly kind: "full" }
  | {
      readonly kind: "incremental";
      /** The column at the source, neither blocked nor hashed. */
      readonly cursor: string;
      /** How far before the last value reading begins, in milliseconds; for columns of dates and times. */
      readonly lookbackMs: number;
    };

/** How a table is moved: from which columns to which, by what rules. */
export interface TablePlan {
  readonly source: TableName;
  readonly destination: TableName;
  readonly columns: readonly PlannedColumn[];
  /** Without a key, `_fivetran_id` is the key: a hash of the row's values. */
  readonly keyless: boolean;
  /** Whether the key is the source's own. One that a program declares may be there twice. */
  readonly ownKey: boolean;
  readonly mode: ReadMode;
  readonly filter: RowFilter;
  /** Whether rows that have gone from the source are looked for by reading all keys. A full read finds them in any case. */
  readonly keySweep: boolean;
  /** What a row that has gone becomes: `soft` marks it, `live` removes it. */
  readonly deletes: "soft" | "live";
}
