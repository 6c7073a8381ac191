import type { Destination } from "../contract/destination";
import type { TableName } from "../contract/table";
import { EngineError } from "../errors";
import { parseType } from "../types/columnType";
import type { ConnectorFolder, SchemaRecord } from "./connectorFolder";

/** The schema of a connector's destination. */
export class ConnectorSchema {
  readonly #folder: ConnectorFolder;
  readonly #add: (table: string, column: string, type: string) => Promise<void>;

  constructor(folder: ConnectorFolder, add: (table: string, column: string, type: string) => Promise<void>) {
    this.#folder = folder;
    this.#add = add;
  }

  /**
   * Adds a column to a table of the destination before the source has it, or for what a transform will return.
   *
   * @param change.addColumn.table The source's table: `orders`, or `schema.orders` of a database.
   */
  async evolve(change: {
    readonly addColumn: { readonly table: string; readonly column: string; readonly type: string };
  }): Promise<void> {
    const { table, column, type } = change.addColumn;
    await this.#add(table, column, type);
  }

  /** Every change of the schema, the newest last. */
  history(): SchemaRecord[] {
    return this.#folder.readSchemaChanges();
  }
}

/** Adds a column to a table that the connector has made. */
export async function addColumn(
  destination: Destination,
  table: TableName,
  column: string,
  type: string,
): Promise<void> {
  const parsed = parseType(type);
  if (parsed === undefined)
    throw new EngineError(
      `${type} is no type.`,
      { table, column },
      "Write STRING, LONG, DECIMAL(10,2) and so on.",
    );
  const existing = (await destination.describe()).find(
    (each) => each.schema === table.schema && each.table === table.table,
  );
  if (existing === undefined)
    throw new EngineError("The connector has made no such table.", { table }, "Sync first.");
  if (existing.columns.some(({ name }) => name === column))
    throw new EngineError("The column is there already.", { table, column });
  await destination.alter(table, [{ kind: "add", column: { name: column, type: parsed } }]);
}
