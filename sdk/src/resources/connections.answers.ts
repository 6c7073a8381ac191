import { z } from "zod";
import { apiObject, named, nullable, openEnum, optional, page } from "../internal/answerSchema";
import type {
  DataDelaySensitivity,
  DestinationSchemaNames,
  ScheduleType,
  SetupState,
  SyncState,
  UpdateState,
} from "./connections.types";
import type { NetworkingMethod } from "./setupTests";
import { setupTest } from "./setupTests.answers";

const alert = apiObject({
  code: optional(z.string()),
  message: optional(z.string()),
  details: optional(z.unknown()),
});

const connectionStatus = apiObject({
  setupState: openEnum<SetupState>(),
  syncState: openEnum<SyncState>(),
  updateState: openEnum<UpdateState>(),
  isHistoricalSync: z.boolean(),
  schemaStatus: optional(z.string()),
  rescheduledFor: nullable(z.string()),
  tasks: optional(z.array(alert)),
  warnings: optional(z.array(alert)),
});

const connectionSummaryFields = {
  id: z.string(),
  service: z.string(),
  serviceVersion: optional(z.number()),
  schema: z.string(),
  groupId: z.string(),
  paused: z.boolean(),
  pauseAfterTrial: z.boolean(),
  syncFrequency: z.number(),
  scheduleType: openEnum<ScheduleType>(),
  dailySyncTime: optional(z.string()),
  status: connectionStatus,
  createdAt: z.string(),
  succeededAt: nullable(z.string()),
  failedAt: nullable(z.string()),
  connectedBy: optional(z.string()),
  dataDelaySensitivity: optional(openEnum<DataDelaySensitivity>()),
  dataDelayThreshold: optional(z.number()),
  networkingMethod: optional(openEnum<NetworkingMethod>()),
  proxyAgentId: optional(z.string()),
  privateLinkId: optional(z.string()),
  hybridDeploymentAgentId: optional(z.string()),
  destinationConfiguration: optional(apiObject({ virtualWarehouse: optional(z.string()) })),
  destinationSchemaNames: optional(openEnum<DestinationSchemaNames>()),
  externalSecretsManagerId: optional(z.string()),
  externalSecretsKeysConfig: optional(named(z.string())),
};

export const connectionSummary = apiObject(connectionSummaryFields);
export const connections = page(connectionSummary);

const connectCard = apiObject({ token: z.string(), uri: z.string() });

const connectCardConfig = apiObject({
  redirectUri: z.string(),
  hideSetupGuide: optional(z.boolean()),
  allFields: optional(z.boolean()),
});

export const connection = apiObject({
  ...connectionSummaryFields,
  config: optional(named(z.unknown())),
  sourceSyncDetails: optional(named(z.unknown())),
  setupTests: optional(z.array(setupTest)),
  connectCard: optional(connectCard),
  connectCardConfig: optional(connectCardConfig),
});

export const newConnectCard = apiObject({
  connectorId: z.string(),
  connectCard,
  connectCardConfig: optional(connectCardConfig),
});

export const connectionState = apiObject({ state: named(z.unknown()) });
