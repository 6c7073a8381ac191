import { namingOf } from "../../facts/services";
import type { ConnectionRecord } from "../../records/account";
import type { SchemaChoice, SchemaChoices, TableChoice } from "../../records/schemaConfig";
import type { Account } from "../account";
import { entry } from "./schemaConfig";

/**
 * Whether tables of a connection can have row filters: those of databases can (UNPROVEN which). Undefined where the account does not
 * have the feature.
 */
export function hasRowFilters(account: Account, { service }: ConnectionRecord): boolean | undefined {
  return account.settings.rowFiltering === false ? undefined : namingOf(service) === "schemaPrefix";
}

/**
 * Takes away the row filters that a change leaves without ground, as the service does: of a table that it disables, and of one of whose
 * filtered columns it disables or hashes one.
 *
 * @param after the choices with the change in them
 */
export function withoutLostFilters(after: SchemaChoices, change: SchemaChoices): SchemaChoices {
  const lost = Object.entries(change).flatMap(([schema, { tables = {} }]) =>
    Object.entries(tables).flatMap(([table, changed]) => {
      const now = entry(entry(after, schema)?.tables, table);
      return now !== undefined && losesFilter(now, changed) ? [{ schema, table }] : [];
    }),
  );
  return lost.reduce((choices, { schema, table }) => withoutFilter(choices, schema, table), after);
}

function losesFilter({ rowFilter }: TableChoice, { enabled, columns = {} }: TableChoice): boolean {
  if (rowFilter === null) return true;
  if (rowFilter === undefined) return false;
  if (enabled === false) return true;
  return rowFilter.column_clauses.some(({ column }) => isOutOfReach(entry(columns, column)));
}

/** Whether the filter cannot read a column any more. */
export function isOutOfReach(
  choice: { readonly enabled?: boolean | undefined; readonly hashed?: boolean | undefined } | undefined,
): boolean {
  return choice?.enabled === false || choice?.hashed === true;
}

function withoutFilter(choices: SchemaChoices, schema: string, table: string): SchemaChoices {
  const before = entry(choices, schema);
  const chosen = entry(before?.tables, table);
  if (before === undefined || chosen === undefined) return choices;
  const { rowFilter: _lost, ...kept } = chosen;
  // Names may be `__proto__`: no assignment.
  const tables = Object.fromEntries<TableChoice>([...Object.entries(before.tables ?? {}), [table, kept]]);
  return Object.fromEntries<SchemaChoice>([...Object.entries(choices), [schema, { ...before, tables }]]);
}
