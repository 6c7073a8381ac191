/** The schema of a destination in which the engine keeps how far it is. */
export const ENGINE_SCHEMA = "_fivetran_engine";

/** The tables that the engine made, one row each, with the state that changes only together with their rows. */
export const STATE_TABLE = `"${ENGINE_SCHEMA}"."tables"`;

export const CREATE_STATE = [
  `CREATE SCHEMA IF NOT EXISTS "${ENGINE_SCHEMA}"`,
  `CREATE TABLE IF NOT EXISTS ${STATE_TABLE} (
    connection text NOT NULL, schema_name text NOT NULL, table_name text NOT NULL,
    columns text NOT NULL, key text NOT NULL,
    batch bigint NOT NULL, position text, synced_at bigint NOT NULL, complete boolean NOT NULL
  )`,
];

/** A row of the state table; numbers come as text, so that none is rounded. */
export interface StateRow {
  readonly connection: string;
  readonly schema_name: string;
  readonly table_name: string;
  readonly columns: string;
  readonly key: string;
  readonly batch: string;
  readonly position: string | null;
  readonly synced_at: string;
  readonly complete: string;
}

export const SELECT_STATE = `SELECT connection, schema_name, table_name, columns, key, batch::text AS batch, position,
  synced_at::text AS synced_at, complete::text AS complete FROM ${STATE_TABLE}`;
