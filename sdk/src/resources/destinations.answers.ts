import { z } from "zod";
import { apiObject, openEnum, optional, page, userData } from "../wire/answerSchema";
import type { SetupStatus } from "./destinations.types";
import type { NetworkingMethod } from "./setupTests";
import { setupTest } from "./setupTests.answers";

export const destination = apiObject({
  id: z.string(),
  service: optional(z.string()),
  region: optional(z.string()),
  groupId: optional(z.string()),
  timeZoneOffset: optional(z.string()),
  setupStatus: optional(openEnum<SetupStatus>()),
  daylightSavingTimeEnabled: optional(z.boolean()),
  networkingMethod: optional(openEnum<NetworkingMethod>()),
  privateLinkId: optional(z.string()),
  proxyAgentId: optional(z.string()),
  hybridDeploymentAgentId: optional(z.string()),
  externalSecretsManagerId: optional(z.string()),
  config: optional(userData),
  setupTests: optional(z.array(setupTest)),
});
export const destinations = page(destination);
