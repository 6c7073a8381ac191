import { z } from "zod";
import { apiObject, openEnum, optional, page } from "../internal/answerSchema";
import type { WebhookEventName } from "../webhooks/events";
import type { WebhookType } from "./webhooks.types";

export const webhook = apiObject({
  id: z.string(),
  type: openEnum<WebhookType>(),
  groupId: optional(z.string()),
  url: z.string(),
  events: z.array(openEnum<WebhookEventName>()),
  active: z.boolean(),
  secret: optional(z.string()),
  createdAt: z.string(),
  createdBy: z.string(),
});
export const webhooks = page(webhook);

export const webhookTest = apiObject({
  succeed: z.boolean(),
  status: z.number(),
  message: optional(z.string()),
});
