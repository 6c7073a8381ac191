/** A small shop as a connection's source, a program for it, and the handler's operations in short. */
import { expect } from "vitest";
import {
  schemaConfigHandler as handler,
  type SchemaConfigInputs,
  type SchemaConfigOutputs,
} from "../../../../core/src/handlers/schemaConfig";
import type { FakeConnection, FakeSchemas } from "./fakeConnection";

export const ID = "brave_otter";

export function shop(): FakeSchemas {
  return {
    public: {
      tables: {
        customers: {
          columns: { id: { isPrimaryKey: true }, email: {}, phone: { hashed: true, listed: true }, name: {} },
        },
        orders: { syncMode: "SOFT_DELETE", columns: { id: {}, total: {} } },
        audit_log: { columns: {} },
        fivetran_audit: { lock: "The table is a system table", columns: {} },
      },
    },
    archive: { enabled: false, tables: { old: { enabled: false, columns: { id: {} } } } },
  };
}

export const INPUTS: SchemaConfigInputs = {
  connectorId: ID,
  schemas: {
    public: {
      tables: { customers: { columns: { email: { hashed: true } } }, audit_log: { enabled: false } },
    },
  },
};

export async function created(
  connection: FakeConnection,
  inputs: SchemaConfigInputs,
): Promise<SchemaConfigOutputs> {
  const { id, outputs } = await handler.create({ inputs }, connection.context());
  expect(id).toBe(ID);
  connection.takeCalls();
  return outputs;
}

export async function refreshed(connection: FakeConnection, olds: SchemaConfigOutputs) {
  const result = await handler.read({ id: ID, olds }, connection.context());
  if (result === undefined) throw new Error("the schema config is gone");
  return result;
}

export async function diffOf(
  connection: FakeConnection,
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
) {
  return handler.diff({ id: ID, olds, news }, connection.context());
}

export async function pathsOf(
  connection: FakeConnection,
  olds: SchemaConfigOutputs,
  news: SchemaConfigInputs,
) {
  const { changes } = await diffOf(connection, olds, news);
  return changes.map(({ path }) => path.join("/"));
}
