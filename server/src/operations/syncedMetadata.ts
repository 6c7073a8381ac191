import type { Account } from "../domain/account";
import { sourceOf } from "../domain/schemas/discovery";
import { entry, isEnabled } from "../domain/schemas/schemaConfig";
import type { ConnectionRecord } from "../records/account";
import type { DiscoveredSchema, DiscoveredTable, SchemaChoice, TableChoice } from "../records/schemaConfig";
import { connectionOf } from "./find";
import { type Answer, type Operation, operation } from "./operation";
import { inDestination, schemaInDestination } from "./schemaConfigView";

/** All at once, as documented: these lists have no pages. */
const MAX_ITEMS = 10_000;
const DEFAULT_TYPE = "String";

/**
 * What was synced, under its names in the source and in the destination: the Metadata API, which Fivetran deprecated and clients in the
 * field still ask. That it is empty before the first sync is UNPROVEN, as is how ids of tables and columns are made.
 */
export const syncedMetadata: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/metadata/connectors/{connectorId}/schemas",
    run: (account, { params }) => answer(schemasOf(account, params.connectorId).map(schemaItem)),
  }),
  operation({
    method: "GET",
    path: "/v1/metadata/connectors/{connectorId}/tables",
    run: (account, { params }) => answer(tablesOf(account, params.connectorId).map(tableItem)),
  }),
  operation({
    method: "GET",
    path: "/v1/metadata/connectors/{connectorId}/columns",
    run: (account, { params }) => answer(tablesOf(account, params.connectorId).flatMap(columnItems(account))),
  }),
];

interface SyncedSchema {
  readonly connection: ConnectionRecord;
  readonly name: string;
  readonly found: DiscoveredSchema;
  readonly choice: SchemaChoice | undefined;
}

interface SyncedTable {
  readonly schema: SyncedSchema;
  readonly name: string;
  readonly found: DiscoveredTable;
  readonly choice: TableChoice | undefined;
}

function schemasOf(account: Account, connectionId: string): SyncedSchema[] {
  const connection = connectionOf(account, connectionId);
  if (connection.succeededAt === null) return [];
  const choices = account.state.get("schemaConfigs", connection.id)?.schemas ?? {};
  const found = account.state.get("discoveries", connection.id)?.schemas ?? {};
  return Object.entries(found)
    .map(([name, schema]) => ({ connection, name, found: schema, choice: entry(choices, name) }))
    .filter((schema) => schema.choice?.enabled ?? schema.found.enabled);
}

function tablesOf(account: Account, connectionId: string): SyncedTable[] {
  return schemasOf(account, connectionId).flatMap((schema) =>
    Object.entries(schema.found.tables)
      .map(([name, found]) => ({ schema, name, found, choice: entry(schema.choice?.tables, name) }))
      .filter(({ choice, found }) => isEnabled(choice, found)),
  );
}

function schemaItem({ connection, name }: SyncedSchema): unknown {
  const destination = schemaInDestination(connection, name);
  return { id: idOf(destination), name_in_source: name, name_in_destination: destination };
}

function tableItem({ schema, name }: SyncedTable): unknown {
  return {
    id: idOf(schema.name, name),
    parent_id: idOf(schemaInDestination(schema.connection, schema.name)),
    name_in_source: name,
    name_in_destination: inDestination(schema.connection, name),
  };
}

function columnItems(account: Account): (table: SyncedTable) => unknown[] {
  return ({ schema, name: table, found, choice }) => {
    const source = entry(entry(sourceOf(account, schema.connection).schemas, schema.name)?.tables, table);
    return Object.entries(found.columns)
      .filter(([name, column]) => isEnabled(entry(choice?.columns, name), column))
      .map(([name, column]) => {
        const type = entry(source?.columns, name)?.type ?? DEFAULT_TYPE;
        return {
          id: idOf(schema.name, table, name),
          parent_id: idOf(schema.name, table),
          name_in_source: name,
          name_in_destination: inDestination(schema.connection, name),
          type_in_source: type,
          type_in_destination: entry(choice?.columns, name)?.targetDataType ?? type,
          is_primary_key: entry(choice?.columns, name)?.isPrimaryKey ?? column.isPrimaryKey ?? false,
          is_foreign_key: false,
        };
      });
  };
}

function idOf(...path: readonly string[]): string {
  return Buffer.from(path.join("/")).toString("base64url");
}

function answer(items: readonly unknown[]): Answer {
  return { data: { items: items.slice(0, MAX_ITEMS), next_cursor: null } };
}
