import type { Account } from "../domain/account";
import { sourceOf } from "../domain/schemas/discovery";
import { executedConnection } from "../domain/syncs/executedSyncs";
import type { ConnectionRecord } from "../records/account";
import type { SchemaChoices } from "../records/schemaConfig";
import type { SourceShape } from "../records/sourceShape";
import type { ExecutedConnection } from "../syncExecutor";

type Columns = Readonly<Record<string, { readonly isPrimaryKey?: boolean | undefined }>>;

/** A connection as an engine is told of it, with the tables that somebody has chosen something for, else those of its source. */
export interface KnownTables {
  readonly connection: ExecutedConnection;
  /** By schema, table and column. */
  readonly tables: Readonly<Record<string, Readonly<Record<string, Columns>>>>;
}

export function knownTablesOf(account: Account, connection: ConnectionRecord): KnownTables {
  const chosen = account.state.get("schemaConfigs", connection.id)?.schemas ?? {};
  const source = sourceOf(account, connection);
  const isChosen = Object.values(chosen).some(({ tables = {} }) => Object.keys(tables).length > 0);
  return {
    connection: executedConnection(account, connection),
    tables: isChosen ? chosenTables(chosen, source) : allTables(source),
  };
}

function chosenTables(chosen: SchemaChoices, source: SourceShape): KnownTables["tables"] {
  return mapEntries(chosen, ({ tables = {} }, schema) =>
    mapEntries(tables, ({ columns = {} }, table) => ({
      ...columnsAt(source, schema, table),
      ...mapEntries(columns, ({ isPrimaryKey }, name) => ({
        isPrimaryKey: isPrimaryKey ?? columnsAt(source, schema, table)[name]?.isPrimaryKey,
      })),
    })),
  );
}

function allTables({ schemas }: SourceShape): KnownTables["tables"] {
  return mapEntries(schemas, ({ tables }) =>
    Object.fromEntries(
      Object.entries(tables).flatMap(([name, { lock, columns = {} }]) =>
        lock === undefined ? [[name, columns] as const] : [],
      ),
    ),
  );
}

function columnsAt({ schemas }: SourceShape, schema: string, table: string): Columns {
  const found = Object.hasOwn(schemas, schema) ? schemas[schema]?.tables : undefined;
  return found !== undefined && Object.hasOwn(found, table) ? (found[table]?.columns ?? {}) : {};
}

function mapEntries<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
