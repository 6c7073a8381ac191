import { z } from "zod";
import { apiObject, openEnum, optional } from "../wire/answerSchema";
import type { RowFilterClauseOperator, RowFilterColumnType, RowFilterOperator } from "./rowFilters.types";

const clause = apiObject({
  column: optional(z.string()),
  columnType: optional(openEnum<RowFilterColumnType>()),
  operator: optional(openEnum<RowFilterClauseOperator>()),
  values: optional(z.array(z.string())),
});

export const rowFilter = apiObject({
  name: optional(z.string()),
  description: optional(z.string()),
  operator: optional(openEnum<RowFilterOperator>()),
  columnClauses: optional(z.array(clause)),
});
