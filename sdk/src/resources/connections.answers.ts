import { z } from "zod";
import { apiObject, named, nullable, openEnum, optional, page, userData } from "../wire/answerSchema";
import { connectionSchedule } from "./connectionSchedule.answers";
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

export const alert = apiObject({
  code: optional(z.string()),
  message: optional(z.string()),
  details: optional(z.unknown()),
});

const connectionStatus = apiObject({
  setupState: optional(openEnum<SetupState>()),
  syncState: optional(openEnum<SyncState>()),
  updateState: optional(openEnum<UpdateState>()),
  isHistoricalSync: optional(z.boolean()),
  schemaStatus: optional(z.string()),
  rescheduledFor: nullable(z.string()),
  tasks: optional(z.array(alert)),
  warnings: optional(z.array(alert)),
});

const connectionSummaryFields = {
  id: z.string(),
  service: optional(z.string()),
  serviceVersion: optional(z.number()),
  schema: optional(z.string()),
  groupId: optional(z.string()),
  paused: optional(z.boolean()),
  pauseAfterTrial: optional(z.boolean()),
  syncFrequency: nullable(z.number()),
  scheduleType: optional(openEnum<ScheduleType>()),
  dailySyncTime: optional(z.string()),
  schedule: optional(connectionSchedule),
  dataChecks: optional(z.boolean()),
  status: optional(connectionStatus),
  createdAt: optional(z.string()),
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
  redirectUri: optional(z.string()),
  hideSetupGuide: optional(z.boolean()),
  allFields: optional(z.boolean()),
});

export const connection = apiObject({
  ...connectionSummaryFields,
  config: optional(userData),
  sourceSyncDetails: optional(userData),
  setupTests: optional(z.array(setupTest)),
  connectCard: optional(connectCard),
  connectCardConfig: optional(connectCardConfig),
});

export const newConnectCard = apiObject({
  connectorId: optional(z.string()),
  connectCard,
  connectCardConfig: optional(connectCardConfig),
});

/** Fivetran returns an envelope alone for these. */
export const syncAnswer = apiObject({ code: optional(z.string()), message: optional(z.string()) })
  .optional()
  .transform((said) => said ?? {});

export const connectionState = apiObject({ state: userData });
