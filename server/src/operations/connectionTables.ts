import type { Account } from "../domain/account";
import { markDrops } from "../domain/schemas/columnDrops";
import { entry, isEnabled } from "../domain/schemas/schemaConfig";
import { resync } from "../domain/syncs/resyncs";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ColumnPath } from "../records/schemaConfig";
import { checkScope } from "./connectionActions";
import { tablesBySchema } from "./connectionModel";
import { connectionOf } from "./find";
import { type Operation, operation } from "./operation";
import { dropColumnsBody } from "./schemaConfigModel";
import { type KnownConfig, knownConfig } from "./schemaConfigUpdate";

const said = messages.schemas;

/** What is done to the data of tables and columns, beside their config. */
export const connectionTables: readonly Operation[] = [
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/schemas/drop-columns",
    body: dropColumnsBody,
    run: (account, { params, body }) => {
      const paths = Object.entries(body.schemas).flatMap(([schema, { tables }]) =>
        Object.entries(tables).flatMap(([table, { columns }]) =>
          columns.map((column) => ({ schema, table, column })),
        ),
      );
      drop(account, params.connectionId, paths);
      return { message: said.columnsDropped };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/columns/{columnName}",
    run: (account, { params }) => {
      const { schemaName: schema, tableName: table, columnName: column } = params;
      drop(account, params.connectionId, [{ schema, table, column }]);
      return { message: said.columnDropped };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/schemas/tables/resync",
    body: tablesBySchema,
    run: (account, { params, body }) => {
      resyncTables(account, params.connectionId, body);
      return { message: said.resyncTriggered };
    },
  }),
  // The older spelling, for one table.
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/resync",
    run: (account, { params }) => {
      resyncTables(account, params.connectionId, { [params.schemaName]: [params.tableName] });
      return { message: said.resyncTriggered };
    },
  }),
];

/** A column may be dropped in the destination once it is blocked; the next sync does it. */
function drop(account: Account, id: string, paths: readonly ColumnPath[]): void {
  const known = knownConfig(account, connectionOf(account, id));
  for (const path of paths) checkBlocked(known, path);
  markDrops(account, id, paths);
}

function checkBlocked({ config, discovery }: KnownConfig, { schema, table, column }: ColumnPath): void {
  const foundSchema = entry(discovery?.schemas, schema);
  if (foundSchema === undefined) throw errors.notFound(said.noSchema(schema));
  const foundTable = entry(foundSchema.tables, table);
  if (foundTable === undefined) throw errors.notFound(said.noTable(schema, table));
  const found = entry(foundTable.columns, column);
  if (found === undefined) throw errors.notFound(said.noColumn(schema, table, column));
  const choice = entry(entry(entry(config.schemas, schema)?.tables, table)?.columns, column);
  if (isEnabled(choice, found)) throw errors.conflict(said.notBlocked(`Column ${schema}.${table}.${column}`));
}

function resyncTables(
  account: Account,
  id: string,
  tables: Readonly<Record<string, readonly string[]>>,
): void {
  const connection = connectionOf(account, id);
  checkScope(account, connection, tables, said.emptyTables);
  if (connection.runningSync !== undefined) throw errors.conflict(messages.connections.syncInProgress);
  resync(account, connection, tables);
}
