import type { ColumnType } from "../types/columnType";

/** A table by its schema and its name. */
export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** A column as a source has it. */
export interface SourceColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly primaryKey: boolean;
  /** The source's own name of the type, for messages. */
  readonly sourceType: string;
}

/** A table as a source has it. */
export interface SourceTable extends TableName {
  readonly columns: readonly SourceColumn[];
  /** Whether more columns may come while rows are read, and a column that is not listed need not have gone. */
  readonly open?: boolean | undefined;
  /** Why its columns are not known. It fails this table, and no other. */
  readonly failure?: Error | undefined;
}

/** A column as a destination has it. */
export interface DestinationColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table in words, for messages. */
export function formatTable({ schema, table }: TableName): string {
  return `${schema}.${table}`;
}
