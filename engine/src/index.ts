export { DuckdbSession } from "./destinations/duckdb/duckdbSession";
export { PostgresSession } from "./destinations/postgres/postgresSession";
export { EngineError, SchemaChangedError, StateMovedError } from "./errors";
export { PostgresSource } from "./sources/postgres/postgresSource";
export { SqlDestination } from "./sql/sqlDestination";
export { runSync } from "./sync/runSync";
