import { it } from "vitest";
import { hasPostgres } from "./postgresServer.ts";

export { PostgresServer, startPostgres } from "./postgresServer.ts";

/** Where there is no PostgreSQL, one skipped test says so; `test/skips.json` allows it. */
export function withPostgres(name: string, tests: () => void): void {
  if (hasPostgres()) tests();
  else it.skip(`${name}: there is no PostgreSQL`);
}
