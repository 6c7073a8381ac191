/** How long a SchemaConfig takes to tell what has changed, by the handler itself, without an engine. */
import { createRequire } from "node:module";
import { median } from "./measure.ts";

const require = createRequire(import.meta.url);
const RUNS = 9;

interface DiffHandler {
  check(request: { olds: object | undefined; news: object }): {
    inputs: object;
    failures: readonly unknown[];
  };
  diff(request: { id: string; olds: object; news: object }, context: object): unknown;
}

export interface SchemaDiffFigures {
  readonly tables: number;
  readonly columns: number;
  readonly checkMs: number;
  readonly diffMs: number;
}

function schemas(tables: number, columns: number, hashed: (table: number) => boolean): object {
  const column = (table: number) => ({ enabled: true, hashed: hashed(table) });
  const columnsOf = (table: number): object =>
    Object.fromEntries(Array.from({ length: columns }, (_, i) => [`column_${i}`, column(table)]));
  const named = Object.fromEntries(
    Array.from({ length: tables }, (_, table) => [
      `table_${table}`,
      { enabled: true, columns: columnsOf(table) },
    ]),
  );
  return { connectorId: "some_connection", schemas: { public: { enabled: true, tables: named } } };
}

/** One table in a hundred has changed; the median of several runs. */
export async function measureSchemaDiff(tables: number, columns: number): Promise<SchemaDiffFigures> {
  const { handlerOf } = require("pulumi-fivetran/runtime") as { handlerOf: (kind: string) => DiffHandler };
  const handler = handlerOf("SchemaConfig");
  const olds = schemas(tables, columns, () => false);
  const news = schemas(tables, columns, (table) => table % 100 === 0);
  const checks: number[] = [];
  const diffs: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    const { inputs, failures } = handler.check({ olds, news });
    if (failures.length > 0) throw new Error("the benchmark's inputs are not valid");
    const checked = performance.now();
    await handler.diff({ id: "some_connection", olds, news: inputs }, {});
    diffs.push(performance.now() - checked);
    checks.push(checked - begun);
  }
  return { tables, columns, checkMs: Math.round(median(checks)), diffMs: Math.round(median(diffs)) };
}
