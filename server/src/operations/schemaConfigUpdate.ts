import type { Account } from "../domain/account";
import { currentColumn } from "../domain/schemas/discoverSchemas";
import { sourceOf } from "../domain/schemas/discovery";
import { hasRowFilters, isOutOfReach, withoutLostFilters } from "../domain/schemas/rowFilters";
import { entry, isEnabled, mergeChoices } from "../domain/schemas/schemaConfig";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord, SchemaConfigRecord } from "../records/account";
import type {
  DiscoveredColumn,
  DiscoveredTable,
  DiscoveryRecord,
  SchemaChangeHandling,
  SchemaChoices,
  TableChoice,
} from "../records/schemaConfig";
import type { Lock, SourceShape } from "../records/sourceShape";

const said = messages.schemas;

export interface KnownConfig {
  readonly connection: ConnectionRecord;
  readonly config: SchemaConfigRecord;
  /** Undefined before the first discovery. */
  readonly discovery: DiscoveryRecord | undefined;
}

/** @throws ApiError 404 when the connection has no schema config yet */
export function knownConfig(account: Account, connection: ConnectionRecord): KnownConfig {
  const config = account.state.get("schemaConfigs", connection.id);
  if (config === undefined) throw errors.noSchemaConfig(connection.id);
  return { connection, config, discovery: account.state.get("discoveries", connection.id) };
}

/**
 * Lays choices over a schema config and keeps it. Names that the source does not have are 404, a change of a locked element is 400
 * (both statuses documented or plausible, their codes UNPROVEN); nothing is changed then. A policy governs what appears from now on.
 */
export function updateConfig(
  account: Account,
  known: KnownConfig,
  update: SchemaChoices,
  policy?: SchemaChangeHandling,
): KnownConfig {
  const { connection, config, discovery } = known;
  checkRowFilters(account, connection, config, update);
  if (discovery !== undefined) {
    new UpdateCheck(config, discovery, () => sourceOf(account, connection)).check(update);
  }
  const updated: SchemaConfigRecord = {
    ...config,
    schemaChangeHandling: policy ?? config.schemaChangeHandling,
    schemas: withoutLostFilters(mergeChoices(config.schemas, update), update),
  };
  account.state.put("schemaConfigs", connection.id, updated);
  return { connection, config: updated, discovery };
}

/** That a filter reads no column that is disabled or hashed is how the service takes filters away; the refusal is chosen, UNPROVEN. */
function checkRowFilters(
  account: Account,
  connection: ConnectionRecord,
  { schemas }: SchemaConfigRecord,
  update: SchemaChoices,
): void {
  const after = mergeChoices(schemas, update);
  for (const [schema, { tables = {} }] of Object.entries(update)) {
    for (const [table, { rowFilter }] of Object.entries(tables)) {
      if (rowFilter === undefined || rowFilter === null) continue;
      if (hasRowFilters(account, connection) !== true) throw errors.invalidInput(said.noRowFilters);
      const columns = entry(entry(after, schema)?.tables, table)?.columns;
      for (const { column } of rowFilter.column_clauses) {
        if (isOutOfReach(entry(columns, column)))
          throw errors.invalidInput(said.filterOutOfReach(`${schema}.${table}.${column}`));
      }
    }
  }
}

class UpdateCheck {
  readonly #config: SchemaConfigRecord;
  readonly #discovery: DiscoveryRecord;
  readonly #readSource: () => SourceShape;
  #source: SourceShape | undefined;

  constructor(config: SchemaConfigRecord, discovery: DiscoveryRecord, readSource: () => SourceShape) {
    this.#config = config;
    this.#discovery = discovery;
    this.#readSource = readSource;
  }

  check(update: SchemaChoices): void {
    for (const [schema, change] of Object.entries(update)) {
      const found = entry(this.#discovery.schemas, schema);
      if (found === undefined) throw errors.notFound(messages.schemas.noSchema(schema));
      for (const [table, tableChange] of Object.entries(change.tables ?? {})) {
        const foundTable = entry(found.tables, table);
        if (foundTable === undefined) throw errors.notFound(messages.schemas.noTable(schema, table));
        this.#checkTable(schema, table, foundTable, tableChange);
      }
    }
  }

  #checkTable(schema: string, table: string, found: DiscoveredTable, change: TableChoice): void {
    const before = entry(entry(this.#config.schemas, schema)?.tables, table);
    checkLock(`table ${schema}.${table}`, found.lock, isEnabled(before, found), change.enabled);
    const columns = Object.entries(change.columns ?? {});
    if (columns.length > 0 && !found.supportsColumnsConfig) {
      throw errors.invalidInput(messages.schemas.noColumnsConfig(schema, table));
    }
    for (const { column } of change.rowFilter?.column_clauses ?? []) {
      if (entry(found.columns, column) === undefined && this.#newColumn(schema, table, column) === undefined)
        throw errors.notFound(messages.schemas.noColumn(schema, table, column));
    }
    for (const [column, columnChange] of columns) {
      const foundColumn = entry(found.columns, column) ?? this.#newColumn(schema, table, column);
      if (foundColumn === undefined) throw errors.notFound(messages.schemas.noColumn(schema, table, column));
      const enabled = isEnabled(entry(before?.columns, column), foundColumn);
      checkLock(`column ${schema}.${table}.${column}`, foundColumn.lock, enabled, columnChange.enabled);
    }
  }

  /** A column that appeared in the source after the last reload. */
  #newColumn(schema: string, table: string, column: string): DiscoveredColumn | undefined {
    this.#source ??= this.#readSource();
    const shape = entry(entry(entry(this.#source.schemas, schema)?.tables, table)?.columns, column);
    return currentColumn(undefined, shape, this.#config.schemaChangeHandling);
  }
}

/** Saying again what holds is no change, locked or not (UNPROVEN). */
function checkLock(path: string, lock: Lock | undefined, before: boolean, wanted: boolean | undefined): void {
  if (lock === undefined || wanted === undefined || wanted === before) return;
  throw errors.invalidInput(messages.schemas.locked(path, lock.reason ?? lock.reasonCode));
}
