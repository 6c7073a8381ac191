import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { account } from "./operations/account.ts";
import { apiKeys } from "./operations/apiKeys.ts";
import { certificates } from "./operations/certificates.ts";
import { connectionHistory } from "./operations/connectionHistory.ts";
import { connectionSchemas } from "./operations/connectionSchemas.ts";
import { connections } from "./operations/connections.ts";
import { connectorMetadata } from "./operations/connectorMetadata.ts";
import { connectorSdkPackages } from "./operations/connectorSdkPackages.ts";
import { destinations } from "./operations/destinations.ts";
import { externalLogging } from "./operations/externalLogging.ts";
import { externalSecretsManagers } from "./operations/externalSecretsManagers.ts";
import { groups } from "./operations/groups.ts";
import { hvr } from "./operations/hvr.ts";
import { hybridDeploymentAgents } from "./operations/hybridDeploymentAgents.ts";
import { privateLinks } from "./operations/privateLinks.ts";
import { proxyAgents } from "./operations/proxyAgents.ts";
import { publicEndpoints } from "./operations/publicEndpoints.ts";
import { roles } from "./operations/roles.ts";
import { systemKeys } from "./operations/systemKeys.ts";
import { teams } from "./operations/teams.ts";
import { transformationProjects } from "./operations/transformationProjects.ts";
import { transformations } from "./operations/transformations.ts";
import { users } from "./operations/users.ts";
import { webhooks } from "./operations/webhooks.ts";
import { wholeBodies } from "./operations/wholeBodies.ts";

/** One method of the client, and the request it must make. */
export interface OperationCase {
  /** Area and name of the method. */
  readonly method: string;

  /** As Fivetran's document names the operation. */
  readonly operation: string;

  call(client: FivetranClient): Promise<unknown>;

  /** The path as sent, encoded, with the query. */
  readonly sent: string;

  /** Of a form with a file: `{ file: { name, type, text } }`. */
  readonly body?: unknown;

  /** `data` of the answer. */
  readonly data?: unknown;

  /** The whole body of an answer without an envelope. */
  readonly bare?: unknown;
  readonly result?: unknown;
}

/** Every method of the client. Where one row cannot show all that a method can send, it has another. */
export const OPERATIONS: readonly OperationCase[] = [
  ...groups,
  ...destinations,
  ...connections,
  ...connectionHistory,
  ...connectionSchemas,
  ...account,
  ...apiKeys,
  ...certificates,
  ...connectorMetadata,
  ...connectorSdkPackages,
  ...externalLogging,
  ...externalSecretsManagers,
  ...hvr,
  ...hybridDeploymentAgents,
  ...privateLinks,
  ...proxyAgents,
  ...publicEndpoints,
  ...roles,
  ...systemKeys,
  ...teams,
  ...transformationProjects,
  ...transformations,
  ...users,
  ...webhooks,
  ...wholeBodies,
];

/** The `Accept` header of an operation: a few have a second version of answers. */
export function acceptOf(operation: string): string {
  const isVersion2 =
    /^\w+ \/v1\/(connections|destinations)/.test(operation) &&
    !/\/(schemas|certificates|fingerprints)/.test(operation);
  return isVersion2 ? "application/json;version=2" : "application/json";
}

/** Whether an operation is sent without credentials. */
export function isAnonymous(operation: string): boolean {
  return operation.includes(" /public/");
}
