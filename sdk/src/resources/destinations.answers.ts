import { z } from "zod";
import { apiObject, named, openEnum, optional, page } from "../internal/answerSchema";
import type { SetupStatus } from "./destinations";
import type { NetworkingMethod } from "./setupTests";
import { setupTest } from "./setupTests.answers";

export const destination = apiObject({
  id: z.string(),
  service: z.string(),
  region: z.string(),
  groupId: z.string(),
  timeZoneOffset: z.string(),
  setupStatus: openEnum<SetupStatus>(),
  daylightSavingTimeEnabled: optional(z.boolean()),
  networkingMethod: optional(openEnum<NetworkingMethod>()),
  privateLinkId: optional(z.string()),
  proxyAgentId: optional(z.string()),
  hybridDeploymentAgentId: optional(z.string()),
  externalSecretsManagerId: optional(z.string()),
  config: optional(named(z.unknown())),
  setupTests: optional(z.array(setupTest)),
});
export const destinations = page(destination);
