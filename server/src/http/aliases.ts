import { type OperationFacts, operationFacts, routeKey } from "../facts/operations";

/** A name of an operation that the API's document does not have (any more), which real clients use. */
export interface Alias {
  readonly method: string;
  readonly path: string;
  /** The document's operation that it stands for. */
  readonly of: { readonly method: string; readonly path: string };
  /** The clients that use it. */
  readonly source: string;
}

const GO = "go-fivetran 1.3 sends it";

/** Besides {@link CONNECTORS}. */
export const ALIASES: readonly Alias[] = [
  {
    method: "POST",
    path: "/v1/connections/{connectionId}/force",
    of: { method: "POST", path: "/v1/connections/{connectionId}/sync" },
    source: GO,
  },
  {
    method: "POST",
    path: "/v1/connections/{connectionId}/schemas/{schemaName}/tables/{tableName}/resync",
    of: { method: "POST", path: "/v1/connections/{connectionId}/schemas/tables/resync" },
    source: GO,
  },
  {
    method: "POST",
    path: "/v1/hybrid-deployment-agents/{agentId}/re-auth",
    of: { method: "PATCH", path: "/v1/hybrid-deployment-agents/{agentId}/re-auth" },
    source: GO,
  },
  ...["/v1/proxy/{agentId}", "/v1/proxy/{agentId}/regenerate-secrets"].map((path) => ({
    method: "PATCH",
    path,
    of: { method: "POST", path: "/v1/proxy/{agentId}/regenerate-secrets" },
    source: "go-fivetran sent it before 1.3",
  })),
];

/** Operations that the document has no more, under any name, and real clients still ask. */
export const RETIRED: readonly Omit<Alias, "of">[] = ["schemas", "tables", "columns"].map((part) => ({
  method: "GET",
  path: `/v1/metadata/connectors/{connectorId}/${part}`,
  source: "airflow-provider-fivetran-async 2.4 and fivetran-mcp 0.3 send it",
}));

/** Connections were called connectors: a client of Connect Cards still says so in every path. */
export const CONNECTORS = { older: "/connectors", newer: "/connections" } as const;

const documented = new Map(ALIASES.map((alias) => [routeKey(alias.method, alias.path), alias.of]));

const retired = new Set(RETIRED.map(({ method, path }) => routeKey(method, path)));

/** Whether the document says nothing of an operation, because it is older than the document. */
export function isRetired(method: string, path: string): boolean {
  return retired.has(routeKey(method, path));
}

/** What the document says of an operation, whichever of its names this is. */
export function documentedOperation(method: string, path: string): OperationFacts | undefined {
  const newer = path.replace(CONNECTORS.older, CONNECTORS.newer);
  const of = documented.get(routeKey(method, newer)) ?? { method, path: newer };
  return operationFacts(of.method, of.path);
}
