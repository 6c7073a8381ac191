import { z } from "zod";
import { apiObject, named, openEnum, optional, page } from "../internal/answerSchema";
import type { CloudProvider, PrivateLinkState } from "./privateLinks.types";

export const privateLink = apiObject({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  service: z.string(),
  state: openEnum<PrivateLinkState>(),
  stateSummary: optional(z.string()),
  cloudProvider: optional(openEnum<CloudProvider>()),
  host: optional(z.string()),
  accountId: optional(z.string()),
  resourceUpstreamStatus: optional(z.string()),
  createdAt: z.string(),
  createdBy: optional(z.string()),
  config: optional(named(z.unknown())),
});
export const privateLinks = page(privateLink);
