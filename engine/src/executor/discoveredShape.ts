import type { SourceTable } from "../contract/table";
import type { DiscoveredShape } from "./serverSync";

/** What a source holds, as a local server keeps it. */
export function shapeOf(tables: readonly SourceTable[]): DiscoveredShape {
  const bySchema = new Map<string, SourceTable[]>();
  for (const table of tables) bySchema.set(table.schema, [...(bySchema.get(table.schema) ?? []), table]);
  const schemas = [...bySchema].map(
    ([schema, ofSchema]) => [schema, { tables: Object.fromEntries(ofSchema.map(tableShapeOf)) }] as const,
  );
  return { schemas: Object.fromEntries(schemas) };
}

function tableShapeOf({ table, columns }: SourceTable) {
  const shapes = columns.map(
    ({ name, sourceType, primaryKey }) =>
      [name, { type: sourceType, ...(primaryKey ? { isPrimaryKey: true } : {}) }] as const,
  );
  return [table, { syncMode: "SOFT_DELETE", columns: Object.fromEntries(shapes) }] as const;
}
