/** A row filter of a table, and the type of a column in the destination: declared, removed by `"none"`, or not managed. */
import { problemsWithRowFilter, TARGET_DATA_TYPES } from "@pulumi-fivetran/sdk/words";
import { isUnknown } from "../values/unknown";
import type { Zod } from "./field";

/** What removes a row filter, and gives the type of a column back to Fivetran. Sent as null. */
export const NONE = "none";

/** What a row must have in one column. */
export interface RowFilterClause {
  column: string;
  columnType: "LONG" | "FLOAT" | "DOUBLE" | "BIGDECIMAL" | "STRING" | "BOOLEAN" | "DATE" | "DATETIME";
  operator:
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
    | "IS_NOT_NULL";
  values?: string[] | undefined;
}

/** Which rows of a table are synced. */
export interface RowFilter {
  name: string;
  description: string;
  operator?: "AND" | "OR" | undefined;
  columnClauses: RowFilterClause[];
}

/** All problems of a filter are told at once, which a schema of parts and rules across them would not do. */
export const rowFilter = (z: Zod) =>
  z.custom<RowFilter | typeof NONE>().superRefine((given: unknown, context) => {
    if (given === NONE) return;
    if (typeof given === "string" && !isUnknown(given)) {
      context.addIssue({ code: "custom", path: [], message: 'must be a row filter, or "none" to remove it' });
      return;
    }
    for (const { path, reason } of problemsWithRowFilter(given, isUnknown))
      context.addIssue({ code: "custom", path: [...path], message: reason });
  });

export const targetDataType = (z: Zod) => z.enum([...TARGET_DATA_TYPES, NONE]);
