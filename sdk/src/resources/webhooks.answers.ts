import { z } from "zod";
import type { WebhookEventName } from "../webhooks/events";
import { apiObject, openEnum, optional, page } from "../wire/answerSchema";
import type { WebhookType } from "./webhooks.types";

export const webhook = apiObject({
  id: z.string(),
  type: optional(openEnum<WebhookType>()),
  groupId: optional(z.string()),
  url: optional(z.string()),
  events: optional(z.array(openEnum<WebhookEventName>())),
  active: optional(z.boolean()),
  secret: optional(z.string()),
  createdAt: optional(z.string()),
  createdBy: optional(z.string()),
});
export const webhooks = page(webhook);

export const webhookTest = apiObject({
  succeed: optional(z.boolean()),
  status: optional(z.number()),
  message: optional(z.string()),
});
