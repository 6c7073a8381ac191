import { accountInfo } from "./accountInfo";
import { apiKeys } from "./apiKeys";
import { connectionActions } from "./connectionActions";
import { connectionMoves } from "./connectionMoves";
import { connectionSchemas } from "./connectionSchemas";
import { connections } from "./connections";
import { connectionTables } from "./connectionTables";
import { connectorMetadata } from "./connectorMetadata";
import { connectorSdkPackages } from "./connectorSdkPackages";
import { destinations } from "./destinations";
import { externalLogging } from "./externalLogging";
import { externalSecretsManagers } from "./externalSecretsManagers";
import { groups } from "./groups";
import { groupUsers } from "./groupUsers";
import { hvr } from "./hvr";
import { hybridDeploymentAgents } from "./hybridDeploymentAgents";
import type { Operation } from "./operation";
import { privateLinks } from "./privateLinks";
import { proxyAgents } from "./proxyAgents";
import { quickstartPackages } from "./quickstartPackages";
import { roles } from "./roles";
import { syncedMetadata } from "./syncedMetadata";
import { syncHistory } from "./syncHistory";
import { systemKeys } from "./systemKeys";
import { teams } from "./teams";
import { teamUsers } from "./teamUsers";
import { transformationProjects } from "./transformationProjects";
import { transformations } from "./transformations";
import { trust } from "./trust";
import { users } from "./users";
import { webhooks } from "./webhooks";

/** Every operation that is served: one line an area. */
const areas: readonly (readonly Operation[])[] = [
  groups,
  groupUsers,
  destinations,
  connections,
  connectionActions,
  connectionMoves,
  syncHistory,
  connectionSchemas,
  connectionTables,
  quickstartPackages,
  transformations,
  transformationProjects,
  trust,
  webhooks,
  connectorSdkPackages,
  accountInfo,
  apiKeys,
  users,
  teams,
  teamUsers,
  roles,
  systemKeys,
  privateLinks,
  proxyAgents,
  hybridDeploymentAgents,
  externalSecretsManagers,
  externalLogging,
  hvr,
  connectorMetadata,
  syncedMetadata,
];

/** Connections were called connectors, and real clients still say so. */
export const operations: readonly Operation[] = areas.flat().flatMap((operation) => {
  const older = operation.path.replace("/connections", "/connectors");
  return older === operation.path ? [operation] : [operation, { ...operation, path: older }];
});
