import { TARGET_DATA_TYPES } from "@pulumi-fivetran/sdk/words";
import { z } from "zod";
import { problemWithRowFilter } from "../domain/schemas/rowFilterRules";
import { errors } from "../errors";
import type { RowFilter } from "../records/rowFilter";
import type { SchemaChoice, SchemaChoices, TableChoice } from "../records/schemaConfig";

/** The document requires `enabled` in these three; the service takes updates without it. */

const targetDataType = z.enum(TARGET_DATA_TYPES);

const rowFilter = z.object({
  name: z.string().min(1),
  description: z.string().min(1),
  operator: z.enum(["AND", "OR"]).nullish(),
  column_clauses: z.array(
    z.object({
      column: z.string().min(1),
      column_type: z.string(),
      operator: z.string(),
      values: z.array(z.string()).default([]),
    }),
  ),
});

export const columnUpdate = z.object({
  enabled: z.boolean().nullish(),
  hashed: z.boolean().nullish(),
  is_primary_key: z.boolean().nullish(),
  target_data_type: targetDataType.nullish(),
});

export const tableUpdate = z.object({
  enabled: z.boolean().nullish(),
  sync_mode: z.enum(["SOFT_DELETE", "HISTORY", "LIVE"]).nullish(),
  row_filter: rowFilter.nullish(),
  columns: z.record(z.string(), columnUpdate).nullish(),
});

export const schemaUpdate = z.object({
  enabled: z.boolean().nullish(),
  tables: z.record(z.string(), tableUpdate).nullish(),
});

const schemaChangeHandling = z.enum(["ALLOW_ALL", "ALLOW_COLUMNS", "BLOCK_ALL"]);

export const configUpdate = z.object({
  schemas: z.record(z.string(), schemaUpdate).nullish(),
  schema_change_handling: schemaChangeHandling.nullish(),
});

export const configPrecreation = z.object({
  schemas: z.record(z.string(), schemaUpdate),
  schema_change_handling: schemaChangeHandling.nullish(),
});

/** The API's document tells of the first two; Fivetran's FAQ of `INCLUDE`, which enables all. */
export const reloadBody = z.looseObject({
  exclude_mode: z.enum(["PRESERVE", "EXCLUDE", "INCLUDE"]).nullish(),
});

const dropTable = z.looseObject({ columns: z.array(z.string()) });
const dropSchema = z.looseObject({ tables: z.record(z.string(), dropTable) });
export const dropColumnsBody = z.looseObject({ schemas: z.record(z.string(), dropSchema) });

/** Wire form to choices. */
export function choicesOf(schemas: z.infer<typeof configPrecreation>["schemas"]): SchemaChoices {
  return mapValues(schemas, schemaChoiceOf);
}

export function schemaChoiceOf(schema: z.infer<typeof schemaUpdate>): SchemaChoice {
  return {
    enabled: schema.enabled ?? undefined,
    tables: schema.tables ? mapValues(schema.tables, tableChoiceOf) : undefined,
  };
}

export function tableChoiceOf(table: z.infer<typeof tableUpdate>): TableChoice {
  return {
    enabled: table.enabled ?? undefined,
    syncMode: table.sync_mode ?? undefined,
    // Null removes; a key that is not there leaves.
    rowFilter: table.row_filter && rowFilterOf(table.row_filter),
    columns: table.columns ? mapValues(table.columns, columnChoiceOf) : undefined,
  };
}

export function columnChoiceOf(column: z.infer<typeof columnUpdate>) {
  return {
    enabled: column.enabled ?? undefined,
    hashed: column.hashed ?? undefined,
    isPrimaryKey: column.is_primary_key ?? undefined,
    targetDataType: column.target_data_type,
  };
}

/** `AND` is what a filter has without a word, and is answered without one. @throws ApiError 400 for a filter against the rules */
function rowFilterOf({ operator, ...filter }: z.infer<typeof rowFilter>): RowFilter {
  const problem = problemWithRowFilter({ operator, ...filter });
  if (problem !== undefined) throw errors.invalidInput(problem);
  return operator === "OR" ? { ...filter, operator } : filter;
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
