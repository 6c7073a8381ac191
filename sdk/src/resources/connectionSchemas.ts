import { path } from "../http/path";
import type { RequestOptions } from "../options";
import { ApiResource } from "../resource";
import { checkedFields, mapValues, toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type {
  ColumnsToDrop,
  ColumnUpdate,
  ConnectionSchemaConfig,
  ReloadOptions,
  ResyncTablesOptions,
  SchemaConfigPrecreation,
  SchemaConfigUpdate,
  SchemaUpdate,
  TableColumns,
  TableUpdate,
} from "./connectionSchemas.types";
import { checkResync } from "./resync";
import type { RowFilter } from "./rowFilters.types";

const answers = schemasIn(() => import("./connectionSchemas.answers.js"));
const schemaConfig = answers("schemaConfig");

/**
 * Which schemas, tables and columns the connections sync. Names are case-sensitive and may hold any characters. What is
 * not named in an update stays as it is.
 */
export class ConnectionSchemas extends ApiResource {
  /**
   * All schemas and tables of a connection, and those columns that somebody has set.
   *
   * @throws {NotFoundError} with the code `NotFound_SchemaConfig` before the first sync, reload or pre-creation
   */
  async retrieve(connectionId: string, options?: RequestOptions): Promise<ConnectionSchemaConfig> {
    return this.call(
      { method: "GET", path: path`/connections/${connectionId}/schemas`, answer: schemaConfig },
      options,
    );
  }

  /**
   * Says what to sync before Fivetran has read the source. Elements that turn out not to exist are ignored without a word, and
   * the API's answer only echoes what was sent, so this returns nothing: look again after the first sync. Repeated
   * when its answer was lost, since it sets the same values twice.
   */
  async precreate(
    connectionId: string,
    config: SchemaConfigPrecreation,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/schemas`,
        body: configToWire(config),
        repeatable: true,
      },
      options,
    );
  }

  /** Sets what is given. @throws {NotFoundError} for a name that does not exist, or whose case differs */
  async update(
    connectionId: string,
    changes: SchemaConfigUpdate,
    options?: RequestOptions,
  ): Promise<ConnectionSchemaConfig> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}/schemas`,
        body: configToWire(changes),
        answer: schemaConfig,
      },
      options,
    );
  }

  /**
   * Reads the source again, which takes up to minutes. Safe to repeat: both modes lead to the same state however often.
   */
  async reload(
    connectionId: string,
    how: ReloadOptions = {},
    options?: RequestOptions,
  ): Promise<ConnectionSchemaConfig> {
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/schemas/reload`,
        body: toWire({ excludeMode: how.excludeMode ?? "PRESERVE" }),
        repeatable: true,
        cost: "sourceRead",
        answer: schemaConfig,
      },
      options,
    );
  }

  /** Sets what is given on one schema. @throws {NotFoundError} */
  async updateSchema(
    connectionId: string,
    schema: string,
    changes: SchemaUpdate,
    options?: RequestOptions,
  ): Promise<ConnectionSchemaConfig> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}/schemas/${schema}`,
        body: schemaToWire(changes),
        answer: schemaConfig,
      },
      options,
    );
  }

  /** Sets what is given on one table. @throws {NotFoundError} */
  async updateTable(
    connectionId: string,
    schema: string,
    table: string,
    changes: TableUpdate,
    options?: RequestOptions,
  ): Promise<ConnectionSchemaConfig> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}/schemas/${schema}/tables/${table}`,
        body: tableToWire(changes),
        answer: schemaConfig,
      },
      options,
    );
  }

  /** Sets what is given on one column. @throws {NotFoundError} */
  async updateColumn(
    connectionId: string,
    schema: string,
    table: string,
    column: string,
    changes: ColumnUpdate,
    options?: RequestOptions,
  ): Promise<ConnectionSchemaConfig> {
    return this.call(
      {
        method: "PATCH",
        path: path`/connections/${connectionId}/schemas/${schema}/tables/${table}/columns/${column}`,
        body: toWire(changes),
        answer: schemaConfig,
      },
      options,
    );
  }

  /** All columns of a table, read from the source; the connection must be connected. @throws {NotFoundError} */
  async retrieveColumns(
    connectionId: string,
    schema: string,
    table: string,
    options?: RequestOptions,
  ): Promise<TableColumns> {
    return this.call(
      {
        method: "GET",
        path: path`/connections/${connectionId}/schemas/${schema}/tables/${table}/columns`,
        cost: "sourceRead",
        answer: answers("tableColumns"),
      },
      options,
    );
  }

  /**
   * Drops a column that is not synced any more from the destination, with its data, at the next sync.
   *
   * @throws {InvalidInputError} when the column is still synced
   */
  async dropColumn(
    connectionId: string,
    schema: string,
    table: string,
    column: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.call(
      {
        method: "DELETE",
        path: path`/connections/${connectionId}/schemas/${schema}/tables/${table}/columns/${column}`,
      },
      options,
    );
  }

  /**
   * Drops several columns that are not synced any more from the destination, with their data, at the next sync.
   * Repeated when its answer was lost: a column can only be dropped once.
   *
   * @throws {InvalidInputError} when one of the columns is still synced
   */
  async dropColumns(connectionId: string, columns: ColumnsToDrop, options?: RequestOptions): Promise<void> {
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/schemas/drop-columns`,
        body: { schemas: checkedFields(columns).schemas },
        repeatable: true,
      },
      options,
    );
  }

  /**
   * Loads all history of the given tables again. Never repeated when its answer was lost, since it may throw away hours
   * of loading.
   *
   * @throws {InvalidInputError} without `confirm: true`, and nothing is sent
   */
  async resyncTables(
    connectionId: string,
    resync: ResyncTablesOptions,
    options?: RequestOptions,
  ): Promise<void> {
    const { given, problem } = checkResync(resync);
    return this.call(
      {
        method: "POST",
        path: path`/connections/${connectionId}/schemas/tables/resync`,
        body: { ...given.schemas },
        problem,
      },
      options,
    );
  }
}

function configToWire(update: SchemaConfigUpdate): Record<string, unknown> {
  const { schemas, ...rest } = checkedFields(update);
  return toWire({ ...rest, schemas: schemas && mapValues(schemas, schemaToWire) });
}

function schemaToWire(update: SchemaUpdate): Record<string, unknown> {
  const { tables, ...rest } = checkedFields(update);
  return toWire({ ...rest, tables: tables && mapValues(tables, tableToWire) });
}

function tableToWire(update: TableUpdate): Record<string, unknown> {
  const { columns, rowFilter, ...rest } = checkedFields(update);
  return toWire({
    ...rest,
    // Null removes the filter.
    rowFilter: rowFilter && rowFilterToWire(rowFilter),
    columns: columns && mapValues(columns, toWire),
  });
}

function rowFilterToWire(filter: RowFilter): Record<string, unknown> {
  const { columnClauses, ...rest } = checkedFields(filter);
  const clauses: unknown = columnClauses; // Programs in JavaScript pass anything.
  return toWire({ ...rest, columnClauses: Array.isArray(clauses) ? columnClauses.map(toWire) : clauses });
}
