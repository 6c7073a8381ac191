/** Situations in which terraform-provider-fivetran is known to do harm, and what the local server saw of ours. */
import type { ConnectorInputs } from "../../../core/src/handlers/connector/inputs";
import type { Workbench } from "../../support/context";
import { arrangeDestination, arrangePeople } from "../../support/people";

/** A connector of a database, as a program declares it, in a group with a destination. */
export async function declaredConnector(bench: Workbench): Promise<ConnectorInputs> {
  return {
    groupId: await arrangeDestination(bench),
    service: "postgres",
    destinationSchema: { prefix: "orders" },
    config: {
      host: "db.acme.com",
      port: 5432,
      database: "shop",
      user: "fivetran",
      password: "hunter2-hunter2",
    },
  };
}

const HASHED = [
  ["public", "customers", "phone"],
  ["public", "invoices", "iban"],
  ["people", "staff", "salary"],
] as const;

/**
 * A connection whose source has a hashed column in a table that the program will name, in a table of a schema that it will name,
 * and in a schema that it will not name. A person has hashed them; no program says so.
 */
export async function hashedByAPerson(bench: Workbench): Promise<string> {
  const { connectorId } = await arrangePeople(bench);
  await bench.server.control.setShape(
    { connectionId: connectorId },
    {
      schemas: {
        public: {
          tables: {
            customers: { columns: { id: {}, email: {}, phone: {}, city: {} } },
            invoices: { columns: { id: {}, iban: {} } },
          },
        },
        people: { tables: { staff: { columns: { id: {}, salary: {} } } } },
      },
    },
  );
  const { connectionSchemas } = bench.client;
  await connectionSchemas.reload(connectorId);
  for (const [schema, table, column] of HASHED) {
    await connectionSchemas.updateColumn(connectorId, schema, table, column, { hashed: true });
  }
  bench.server.control.clearJournal();
  return connectorId;
}

/** Which of those columns are hashed now. */
export async function stillHashed({ client }: Workbench, connectorId: string): Promise<boolean[]> {
  const found = await Promise.all(
    HASHED.map(async ([schema, table, column]) => {
      const { columns } = await client.connectionSchemas.retrieveColumns(connectorId, schema, table);
      return columns[column]?.hashed === true;
    }),
  );
  return found;
}

/** The calls that the server saw since its journal was cleared. */
export function calls({ server }: Workbench): string[] {
  return server.control.journal().map(({ method, path }) => `${method} ${path.replace(/^\/v1/, "")}`);
}

/** The bodies of the calls with a method. */
export function bodies({ server }: Workbench, method: string): unknown[] {
  return server.control
    .journal()
    .filter((entry) => entry.method === method)
    .map(({ body }) => body);
}
