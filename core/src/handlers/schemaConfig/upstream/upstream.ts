/** What Fivetran has: the answer of GET /schemas, and all columns of those tables that had to be asked for. */
import {
  type ColumnConfig,
  type ConnectionSchemaConfig,
  type CurrentRowFilter,
  type EnabledPatchSettings,
  type TableConfig,
  unreadableFields,
} from "@pulumi-fivetran/sdk";
import type { PropertyPath } from "../../../contract";
import type { Problem } from "../../../errors/problem";
import { type Element, own } from "../wants/elements";

/** An element of any level as it is upstream. A property that Fivetran does not return is absent. */
export interface LiveNode {
  readonly enabled?: boolean;
  readonly syncMode?: string;
  readonly hashed?: boolean;
  readonly isPrimaryKey?: boolean;
  readonly targetDataType?: string;
  readonly rowFilter?: CurrentRowFilter;
  /** Of tables. */
  readonly supportsHistoryMode?: boolean;
  /** Absent on schemas: they can always be switched. */
  readonly enabledPatchSettings?: EnabledPatchSettings;
}

export type LiveTable = TableConfig;

export type Table = readonly [schema: string, table: string];

/** All columns of one table, or why they cannot be read. */
export type Lookup =
  | { readonly columns: Readonly<Record<string, ColumnConfig>> }
  | { readonly columns: undefined; readonly failure: Problem };

/** A table whose columns Fivetran could not read. */
export interface UnreadTable {
  readonly table: Table;
  readonly failure: Problem;
}

export class Upstream {
  readonly config: ConnectionSchemaConfig;
  readonly #lookups = new Map<string, Map<string, Lookup>>();

  constructor(config: ConnectionSchemaConfig, lookups: Iterable<readonly [Table, Lookup]> = []) {
    this.config = config;
    for (const [[schema, table], lookup] of lookups) {
      const tables = this.#lookups.get(schema) ?? new Map<string, Lookup>();
      this.#lookups.set(schema, tables.set(table, lookup));
    }
  }

  /**
   * The element as it is; `missing` where the source does not have it; `unreadable` for a column that GET /schemas does not
   * list and whose table was not asked, or could not be, and for a table of a schema whose tables could
   * not be read.
   */
  find(element: Element): LiveNode | "missing" | "unreadable" {
    const [schema, table, column] = element;
    const inSchema = own(this.config.schemas, schema);
    if (inSchema === undefined || table === undefined) return inSchema ?? "missing";
    const inTable = own(inSchema.tables, table);
    if (inTable === undefined && this.isUnreadable(["schemas", schema, "tables"])) return "unreadable";
    if (inTable === undefined || column === undefined) return inTable ?? "missing";
    const listed = own(inTable.columns, column);
    if (listed !== undefined) return listed;
    const columns = this.#lookup([schema, table])?.columns;
    return columns === undefined ? "unreadable" : (own(columns, column) ?? "missing");
  }

  /** True for a column whose table was asked for its columns and could not say. */
  isUnread([schema, table, column]: Element): boolean {
    if (table === undefined || column === undefined) return false;
    const lookup = this.#lookup([schema, table]);
    return lookup !== undefined && lookup.columns === undefined;
  }

  /** True once a table was asked for its columns, whether it could say or not. */
  wasAsked(table: Table): boolean {
    return this.#lookup(table) !== undefined;
  }

  /** False for a table whose columns Fivetran does not let anyone configure. */
  hasColumnsConfig([schema, table]: Table): boolean {
    return own(own(this.config.schemas, schema)?.tables, table)?.supportsColumnsConfig !== false;
  }

  /** True once all columns of a table were read. */
  wasRead(table: Table): boolean {
    return this.#lookup(table)?.columns !== undefined;
  }

  /** The same with further tables' columns. */
  with(lookups: Iterable<readonly [Table, Lookup]>): Upstream {
    const known = [...this.#lookups].flatMap(([schema, tables]) =>
      [...tables].map(([table, lookup]): readonly [Table, Lookup] => [[schema, table], lookup]),
    );
    return new Upstream(this.config, [...known, ...lookups]);
  }

  /** Every column that is known of a table: all of them where it was asked, else those that GET /schemas lists. */
  columnsOf(table: Table): Readonly<Record<string, ColumnConfig>> {
    const listed = own(own(this.config.schemas, table[0])?.tables, table[1])?.columns ?? {};
    const asked = this.#lookup(table)?.columns;
    return asked === undefined ? listed : { ...asked, ...listed };
  }

  /** Whether Fivetran's answer had something at a place that could not be read. */
  isUnreadable(place: PropertyPath): boolean {
    return unreadableFields(this.config).some(
      ({ path }) => path.length === place.length && path.every((step, index) => step === place[index]),
    );
  }

  #lookup([schema, table]: Table): Lookup | undefined {
    return this.#lookups.get(schema)?.get(table);
  }

  unreadTables(): UnreadTable[] {
    const unread: UnreadTable[] = [];
    for (const [schema, tables] of this.#lookups) {
      for (const [table, lookup] of tables) {
        if (lookup.columns === undefined) unread.push({ table: [schema, table], failure: lookup.failure });
      }
    }
    return unread;
  }

  /** The names that an element of this place could have. */
  namesBeside([schema, table, column]: Element): string[] {
    if (table === undefined) return Object.keys(this.config.schemas);
    const tables = own(this.config.schemas, schema)?.tables;
    if (column === undefined) return Object.keys(tables ?? {});
    const listed = own(tables, table)?.columns ?? {};
    return [
      ...new Set([...Object.keys(listed), ...Object.keys(this.#lookup([schema, table])?.columns ?? {})]),
    ];
  }
}
