import type { Account } from "../domain/account";
import { discoverSource, sourceOf } from "../domain/schemas/discovery";
import { hasRowFilters, withoutLostFilters } from "../domain/schemas/rowFilters";
import { entry } from "../domain/schemas/schemaConfig";
import { addShape } from "../domain/schemas/sourceShape";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord } from "../records/account";
import { connectionOf } from "./find";
import { type Answer, type Operation, operation } from "./operation";
import {
  choicesOf,
  columnChoiceOf,
  columnUpdate,
  configPrecreation,
  configUpdate,
  reloadBody,
  schemaChoiceOf,
  schemaUpdate,
  tableChoiceOf,
  tableUpdate,
} from "./schemaConfigModel";
import { type KnownConfig, knownConfig, updateConfig } from "./schemaConfigUpdate";
import { columnsView, schemaConfigView } from "./schemaConfigView";

const said = messages.schemas;

export const connectionSchemas: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/connections/{connectionId}/schemas",
    run: (account, { params }) => answer(account, said.details, configOf(account, params.connectionId)),
  }),
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/schemas",
    body: configPrecreation,
    run: (account, { params, body }) => {
      const connection = connectionOf(account, params.connectionId);
      // Before the first discovery a later pre-creation replaces an earlier one; after it there is none (both UNPROVEN).
      if (account.state.get("schemaConfigs", connection.id)?.discovered === true) {
        throw errors.conflict(said.discoveredAlready(connection.id));
      }
      account.state.put("schemaConfigs", connection.id, {
        schemaChangeHandling: body.schema_change_handling ?? "ALLOW_ALL",
        discovered: false,
        schemas: withoutLostFilters(choicesOf(body.schemas), choicesOf(body.schemas)),
      });
      return { message: said.precreated, data: withoutNulls(body) };
    },
  }),
  operation({
    method: "PATCH",
    path: "/v1/connections/{connectionId}/schemas",
    body: configUpdate,
    run: (account, { params, body }) => {
      const known = configOf(account, params.connectionId);
      const policy = body.schema_change_handling ?? undefined;
      return answer(
        account,
        said.modified,
        updateConfig(account, known, choicesOf(body.schemas ?? {}), policy),
      );
    },
  }),
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/schemas/reload",
    body: reloadBody,
    mayOmitBody: true,
    prepare: async (account, { params }) =>
      await account.ports.syncs.discover(connectedConnection(account, params.connectionId)),
    run: (account, { params, body, prepared }) => {
      const connection = connectedConnection(account, params.connectionId);
      if (prepared !== undefined) addShape(account, { connectionId: connection.id }, prepared);
      discoverSource(account, connection, body.exclude_mode ?? "PRESERVE");
      return answer(account, said.reloaded, knownConfig(account, connection));
    },
  }),
  operation({
    method: "PATCH",
    path: "/v1/connections/{connectionId}/schemas/{schemaName}",
    body: schemaUpdate,
    run: (account, { params, body }) => {
      const update = { [params.schemaName]: schemaChoiceOf(body) };
      return answer(
        account,
        said.schemaModified,
        updateConfig(account, configOf(account, params.connectionId), update),
      );
    },
  }),
  operation({
    method: "PATCH",
    path: "/v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}",
    body: tableUpdate,
    run: (account, { params, body }) => {
      const update = { [params.schemaName]: { tables: { [params.tableName]: tableChoiceOf(body) } } };
      return answer(
        account,
        said.tableModified,
        updateConfig(account, configOf(account, params.connectionId), update),
      );
    },
  }),
  operation({
    method: "PATCH",
    path: "/v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/columns/{columnName}",
    body: columnUpdate,
    run: (account, { params, body }) => {
      const columns = { [params.columnName]: columnChoiceOf(body) };
      const update = { [params.schemaName]: { tables: { [params.tableName]: { columns } } } };
      return answer(
        account,
        said.columnModified,
        updateConfig(account, configOf(account, params.connectionId), update),
      );
    },
  }),
  operation({
    method: "GET",
    path: "/v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/columns",
    run: (account, { params }) => {
      const connection = connectedConnection(account, params.connectionId);
      return columnsAnswer(account, connection, params.schemaName, params.tableName);
    },
  }),
];

/** Asks the source itself, so a table that no reload has seen yet is there too (UNPROVEN: it is 404 as long as there is no schema config). */
function columnsAnswer(
  account: Account,
  connection: ConnectionRecord,
  schema: string,
  table: string,
): Answer {
  const { config, discovery } = knownConfig(account, connection);
  const liveSchema = entry(sourceOf(account, connection).schemas, schema);
  if (liveSchema === undefined) throw errors.notFound(said.noSchema(schema));
  const live = entry(liveSchema.tables, table);
  if (live === undefined) throw errors.notFound(said.noTable(schema, table));
  if (live.supportsColumnsConfig === false) throw errors.invalidInput(said.noColumnsConfig(schema, table));
  const found = entry(entry(discovery?.schemas, schema)?.tables, table);
  const choice = entry(entry(config.schemas, schema)?.tables, table);
  return {
    message: said.columns,
    data: { columns: columnsView(connection, live, found, choice, config.schemaChangeHandling) },
  };
}

function answer(account: Account, message: string, { connection, config, discovery }: KnownConfig): Answer {
  const rowFiltering = hasRowFilters(account, connection);
  return { message, data: schemaConfigView(connection, config, discovery, rowFiltering) };
}

function configOf(account: Account, connectionId: string): KnownConfig {
  return knownConfig(account, connectionOf(account, connectionId));
}

/** Operations that ask the source need a connection that works. */
function connectedConnection(account: Account, id: string): ConnectionRecord {
  const connection = connectionOf(account, id);
  if (connection.setupState !== "connected") {
    throw errors.invalidInput(messages.connections.notConnected(connection.setupState));
  }
  return connection;
}

/** What was sent, less what says nothing. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, withoutNulls(below)]));
}
