import { z } from "zod";
import { apiObject, openEnum, optional, page, userData } from "../wire/answerSchema";
import type { ConnectorClass, ServiceStatus } from "./connectorMetadata.types";

const connectorFeature = apiObject({ id: optional(z.string()), notes: optional(z.string()) });

const connectorTypeFields = {
  id: z.string(),
  name: optional(z.string()),
  type: optional(z.string()),
  description: optional(z.string()),
  icons: optional(z.array(z.string())),
  iconUrl: optional(z.string()),
  linkToDocs: optional(z.string()),
  linkToErd: optional(z.string()),
  connectorClass: optional(openEnum<ConnectorClass>()),
  supportedFeatures: optional(z.array(connectorFeature)),
  supportsSchemaReload: optional(z.boolean()),
  serviceStatus: optional(openEnum<ServiceStatus>()),
  serviceStatusUpdatedAt: optional(z.string()),
};

export const connectorTypeSummary = apiObject(connectorTypeFields);
export const connectorTypes = page(connectorTypeSummary);

export const connectorType = apiObject({
  ...connectorTypeFields,
  config: optional(userData),
  auth: optional(userData),
  externalSecretsKeysConfig: optional(userData),
});
