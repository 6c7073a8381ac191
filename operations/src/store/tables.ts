import type { Database } from "./database";

/**
 * The tables, in the SQL that SQLite and Postgres share. What may be secret is in `sealed_values` only, encrypted. All names
 * begin with `fivetran_`, since a team's Postgres may hold other things.
 */
const TABLES: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS fivetran_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS fivetran_operations (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, shape INTEGER NOT NULL, connection_id TEXT, input TEXT NOT NULL,
    credentials TEXT NOT NULL, caller TEXT NOT NULL, status TEXT NOT NULL, doing TEXT, attention TEXT,
    cancel_requested_at BIGINT, end_requested_at BIGINT, created_at BIGINT NOT NULL, ended_at BIGINT,
    outcome TEXT, failure TEXT, executor TEXT, run TEXT)`,
  `CREATE INDEX IF NOT EXISTS fivetran_operations_unfinished ON fivetran_operations (created_at) WHERE ended_at IS NULL`,
  `CREATE INDEX IF NOT EXISTS fivetran_operations_created ON fivetran_operations (created_at)`,
  `CREATE TABLE IF NOT EXISTS fivetran_steps (
    operation_id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, attempts INTEGER NOT NULL,
    started_at BIGINT NOT NULL, due_at BIGINT, ended_at BIGINT, api_calls INTEGER NOT NULL, result TEXT, failed TEXT,
    PRIMARY KEY (operation_id, position))`,
  `CREATE TABLE IF NOT EXISTS fivetran_data_keys (
    operation_id TEXT NOT NULL, purpose TEXT NOT NULL, wrapped_by TEXT NOT NULL, wrapped TEXT NOT NULL,
    PRIMARY KEY (operation_id, purpose))`,
  `CREATE TABLE IF NOT EXISTS fivetran_sealed_values (
    operation_id TEXT NOT NULL, purpose TEXT NOT NULL, name TEXT NOT NULL, sealed TEXT NOT NULL,
    PRIMARY KEY (operation_id, purpose, name))`,
  `CREATE TABLE IF NOT EXISTS fivetran_holds (
    connection_id TEXT NOT NULL, operation_id TEXT NOT NULL, was_running INTEGER NOT NULL, since BIGINT NOT NULL,
    resume_sent_at BIGINT, PRIMARY KEY (connection_id, operation_id))`,
  `CREATE TABLE IF NOT EXISTS fivetran_claims (connection_id TEXT PRIMARY KEY, operation_id TEXT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS fivetran_marks (
    operation_id TEXT NOT NULL, name TEXT NOT NULL, at BIGINT NOT NULL, value TEXT, PRIMARY KEY (operation_id, name))`,
  `CREATE TABLE IF NOT EXISTS fivetran_idempotency_keys (
    caller TEXT NOT NULL, key_hash TEXT NOT NULL, body_hash TEXT NOT NULL, operation_id TEXT NOT NULL,
    created_at BIGINT NOT NULL, PRIMARY KEY (caller, key_hash))`,
  `CREATE TABLE IF NOT EXISTS fivetran_schemas (connection_id TEXT PRIMARY KEY, snapshot TEXT NOT NULL, at BIGINT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS fivetran_reactivations (
    webhook_id TEXT PRIMARY KEY, at BIGINT NOT NULL, problem TEXT)`,
  `CREATE TABLE IF NOT EXISTS fivetran_events (
    id TEXT PRIMARY KEY, deduplication TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
    received_at BIGINT NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS fivetran_deliveries (
    event_id TEXT NOT NULL, handler TEXT NOT NULL, subject TEXT NOT NULL, received_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL, due_at BIGINT NOT NULL, state TEXT NOT NULL, problem TEXT,
    PRIMARY KEY (event_id, handler))`,
  `CREATE INDEX IF NOT EXISTS fivetran_events_subject ON fivetran_events (subject, name, id)`,
  `CREATE INDEX IF NOT EXISTS fivetran_deliveries_waiting ON fivetran_deliveries (handler, subject, received_at)
    WHERE state = 'waiting'`,
];

/** Makes the tables that are missing. Several processes may do so at once. */
export async function makeTables(database: Database): Promise<void> {
  await database.locked("fivetran-tables", () => database.batch(TABLES.map((sql) => ({ sql }))));
}
