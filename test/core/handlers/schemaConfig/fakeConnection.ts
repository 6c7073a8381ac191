/** One connection with a source, as the handler meets it: what it answers is set directly, what it is asked is recorded. */

import {
  type ColumnConfig,
  type ConnectionSchemaConfig,
  type FivetranClient,
  InvalidInputError,
  NetworkError,
  NotFoundError,
  type RowFilter,
  type SchemaConfigUpdate,
  type TableConfig,
  type TableUpdate,
} from "@pulumi-fivetran/sdk";
import type { Context, Notice } from "../../../../core/src/contract";
import { problemText } from "../../../../core/src/errors/problem";
import { ConnectionReader } from "../../../../core/src/run/connectionReader";
import { KeyedLock } from "../../../../core/src/run/keyedLock";

export interface FakeColumn {
  enabled?: boolean;
  hashed?: boolean;
  isPrimaryKey?: boolean;
  targetDataType?: string | null;
  /** GET /schemas lists only columns that somebody has set. */
  listed?: boolean;
  /** The reason in words; `DELETED` is Fivetran's code. */
  lock?: string;
}

export interface FakeTable {
  enabled?: boolean;
  syncMode?: string;
  rowFilter?: RowFilter | null;
  supportsHistoryMode?: boolean;
  supportsColumnsConfig?: boolean;
  lock?: string;
  columns?: Record<string, FakeColumn>;
}

export type FakeSchemas = Record<string, { enabled?: boolean; tables?: Record<string, FakeTable> }>;

export class FakeConnection {
  readonly calls: string[] = [];
  readonly patches: SchemaConfigUpdate[] = [];
  readonly precreated: unknown[] = [];
  readonly notices: Notice[] = [];
  source: FakeSchemas;
  policy = "ALLOW_ALL";
  discovered = true;
  setupState = "connected";
  /** Appears at the source, and is found by the next reload. */
  later: FakeSchemas = {};
  exists = true;
  /** Whether tables can have row filters; undefined where the account does not have them. */
  rowFiltering: boolean | undefined = true;
  columnsReadable = true;
  /** A PATCH is accepted and changes nothing. */
  deaf = false;
  /** Whether columns that a PATCH sets are listed from then on. */
  listsWhatIsSet = true;
  /** The network breaks after so many calls. */
  failsAfter = Number.POSITIVE_INFINITY;
  lookupsAtOnce = 0;
  #lookups = 0;

  constructor(source: FakeSchemas) {
    this.source = source;
  }

  get messages(): string[] {
    return this.notices.map(({ severity, message, details = [], advice = [] }) =>
      problemText({ summary: `${severity}: ${message}`, details, advice }),
    );
  }

  context(): Context {
    const client = this.#client();
    return {
      client,
      now: () => 0,
      sleep: () => Promise.reject(new Error("this test gave no time to wait")),
      notify: (notice) => this.notices.push(notice),
      signal: new AbortController().signal,
      recover: false,
      locks: new KeyedLock(),
      connections: new ConnectionReader(client, () => 0),
    };
  }

  /** What was called since the last time this was asked. */
  takeCalls(): string[] {
    return this.calls.splice(0);
  }

  #client(): FivetranClient {
    const connectionSchemas = {
      retrieve: async () => {
        await this.#call("GET schemas");
        // What was written in advance is answered as it was sent, though nobody has looked at the source.
        if (!this.discovered && this.precreated.length > 0)
          return { schemaChangeHandling: this.policy, schemas: {} };
        if (!this.discovered)
          throw failure(NotFoundError, 404, "NotFound_SchemaConfig", "doesn't have schema config");
        return this.#config();
      },
      reload: async () => {
        await this.#call("POST reload");
        if (this.setupState !== "connected")
          throw failure(InvalidInputError, 400, "InvalidInput", "not connected");
        this.discovered = true;
        this.source = { ...this.source, ...this.later };
        return this.#config();
      },
      precreate: async (_id: string, body: unknown) => {
        await this.#call("POST schemas");
        this.precreated.push(body);
        return {};
      },
      update: async (_id: string, body: SchemaConfigUpdate) => {
        await this.#call("PATCH schemas");
        this.patches.push(body);
        if (!this.deaf) this.#apply(body);
        return this.#config();
      },
      retrieveColumns: async (_id: string, schema: string, table: string) => this.#columns(schema, table),
    };
    const retrieve = async (id: string) => {
      await this.#call("GET connection");
      return { id, status: { setupState: this.setupState } };
    };
    // The handler uses these methods only.
    return { connectionSchemas, connections: { retrieve } } as unknown as FivetranClient;
  }

  async #call(name: string): Promise<void> {
    this.calls.push(name);
    await Promise.resolve();
    if (this.calls.length > this.failsAfter) {
      throw new NetworkError({
        message: "connection reset",
        method: "GET",
        path: "/v1/connections/c/schemas",
      });
    }
    if (!this.exists) throw failure(NotFoundError, 404, "NotFound_Connection", "Cannot find connection");
  }

  async #columns(schema: string, table: string): Promise<{ columns: Record<string, ColumnConfig> }> {
    this.#lookups += 1;
    this.lookupsAtOnce = Math.max(this.lookupsAtOnce, this.#lookups);
    await this.#call(`GET columns ${schema}.${table}`);
    await Promise.resolve();
    this.#lookups -= 1;
    if (!this.columnsReadable) throw failure(InvalidInputError, 400, "InvalidInput", "source is away");
    const columns = this.source[schema]?.tables?.[table]?.columns ?? {};
    return { columns: mapped(columns, columnConfig) };
  }

  #config(): ConnectionSchemaConfig {
    return {
      schemaChangeHandling: this.policy,
      ...(this.rowFiltering === undefined ? {} : { rowFilteringSupported: this.rowFiltering }),
      schemas: mapped(this.source, (schema) => ({
        enabled: schema.enabled ?? true,
        tables: mapped(schema.tables ?? {}, tableConfig),
      })),
    };
  }

  #apply({ schemaChangeHandling, schemas = {} }: SchemaConfigUpdate): void {
    this.policy = schemaChangeHandling ?? this.policy;
    for (const [schemaName, { tables = {}, ...ofSchema }] of Object.entries(schemas)) {
      const schema = present(this.source, schemaName);
      Object.assign(schema, ofSchema);
      for (const [tableName, { columns = {}, ...ofTable }] of Object.entries(tables)) {
        const table = present(schema.tables, tableName);
        if (table.lock !== undefined && ofTable.enabled !== undefined)
          throw new Error(`${tableName} is locked`);
        Object.assign(table, ofTable);
        for (const [columnName, ofColumn] of Object.entries(columns)) {
          const column = present(table.columns, columnName);
          // What cannot be read is sent unseen; a refusal of it is another test's.
          if (this.columnsReadable && column.lock !== undefined && ofColumn.enabled !== undefined)
            throw new Error(`${columnName} is locked`);
          Object.assign(column, ofColumn, this.listsWhatIsSet ? { listed: true } : {});
        }
        this.#applyFilter(table, { columns, ...ofTable });
      }
    }
  }

  /** A filter reads columns that are there, synced and not hashed; a change that ends that removes it. */
  #applyFilter(table: FakeTable, change: TableUpdate): void {
    const refuse = (why: string): never => {
      throw failure(InvalidInputError, 400, "InvalidInput", why);
    };
    for (const { column } of change.rowFilter?.columnClauses ?? []) {
      if (this.rowFiltering !== true) refuse("no row filters here");
      if (!Object.hasOwn(table.columns ?? {}, column)) refuse(`there is no column ${column}`);
      if (isOutOfReach(table.columns?.[column])) refuse(`${column} is hashed or disabled`);
    }
    const isLost =
      change.enabled === false ||
      table.rowFilter?.columnClauses.some(({ column }) => isOutOfReach(change.columns?.[column]));
    if (isLost === true) delete table.rowFilter;
  }
}

/** Whether a filter can read a column no more. */
function isOutOfReach(column: { enabled?: boolean; hashed?: boolean } | undefined): boolean {
  return column?.enabled === false || column?.hashed === true;
}

function tableConfig(table: FakeTable): TableConfig {
  const listed = Object.entries(table.columns ?? {}).filter(([, column]) => column.listed);
  return {
    enabled: table.enabled ?? true,
    enabledPatchSettings: lockOf(table.lock),
    ...(table.syncMode === undefined ? {} : { syncMode: table.syncMode }),
    ...(table.supportsHistoryMode === undefined ? {} : { supportsHistoryMode: table.supportsHistoryMode }),
    ...(table.supportsColumnsConfig === undefined
      ? {}
      : { supportsColumnsConfig: table.supportsColumnsConfig }),
    ...(table.rowFilter ? { rowFilter: table.rowFilter } : {}),
    columns: mapped(Object.fromEntries(listed), columnConfig),
  };
}

function columnConfig(column: FakeColumn): ColumnConfig {
  return {
    enabled: column.enabled ?? true,
    hashed: column.hashed ?? false,
    isPrimaryKey: column.isPrimaryKey ?? false,
    ...(column.targetDataType ? { targetDataType: column.targetDataType } : {}),
    enabledPatchSettings: lockOf(column.lock),
  };
}

function lockOf(lock: string | undefined): NonNullable<ColumnConfig["enabledPatchSettings"]> {
  if (lock === undefined) return { allowed: true };
  return lock === "DELETED"
    ? { allowed: false, reasonCode: lock }
    : { allowed: false, reasonCode: "OTHER", reason: lock };
}

function present<T>(record: Record<string, T> | undefined, name: string): T {
  const value = record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
  if (value === undefined) throw failure(NotFoundError, 404, "NotFound", `there is no '${name}'`);
  return value;
}

function mapped<A, B>(record: Record<string, A>, convert: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, convert(value)]));
}

function failure(
  kind: typeof NotFoundError | typeof InvalidInputError,
  status: number,
  code: string,
  message: string,
): Error {
  return new kind({ message, method: "GET", path: "/v1/connections/c/schemas", status, code });
}
