import { connectionActions } from "./connectionActions";
import { connectionSchemas } from "./connectionSchemas";
import { connections } from "./connections";
import { connectionTables } from "./connectionTables";
import { destinations } from "./destinations";
import { groups } from "./groups";
import { groupUsers } from "./groupUsers";
import type { Operation } from "./operation";
import { quickstartPackages } from "./quickstartPackages";
import { transformationProjects } from "./transformationProjects";
import { transformations } from "./transformations";
import { trust } from "./trust";
import { webhooks } from "./webhooks";

/** Every operation that is served: one line an area. */
const areas: readonly (readonly Operation[])[] = [
  groups,
  groupUsers,
  destinations,
  connections,
  connectionActions,
  connectionSchemas,
  connectionTables,
  quickstartPackages,
  transformations,
  transformationProjects,
  trust,
  webhooks,
];

/** Connections were called connectors, and real clients still say so. */
export const operations: readonly Operation[] = areas.flat().flatMap((operation) => {
  const older = operation.path.replace("/connections", "/connectors");
  return older === operation.path ? [operation] : [operation, { ...operation, path: older }];
});
