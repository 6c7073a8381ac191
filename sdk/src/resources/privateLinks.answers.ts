import { z } from "zod";
import { apiObject, openEnum, optional, page, userData } from "../wire/answerSchema";
import type { CloudProvider, PrivateLinkState } from "./privateLinks.types";

export const privateLink = apiObject({
  id: z.string(),
  name: optional(z.string()),
  region: optional(z.string()),
  service: optional(z.string()),
  state: optional(openEnum<PrivateLinkState>()),
  stateSummary: optional(z.string()),
  cloudProvider: optional(openEnum<CloudProvider>()),
  host: optional(z.string()),
  accountId: optional(z.string()),
  resourceUpstreamStatus: optional(z.string()),
  createdAt: optional(z.string()),
  createdBy: optional(z.string()),
  config: optional(userData),
});
export const privateLinks = page(privateLink);
