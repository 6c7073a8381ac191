/** Receives Fivetran's webhooks: in a service of one's own, Hono, Next.js, Workers or Lambda. It loads neither axios nor the client. */
export type {
  KnownWebhookEventName,
  OtherWebhookEvent,
  SyncEndData,
  SyncEndEvent,
  SyncEndStatus,
  WebhookEvent,
  WebhookEventData,
  WebhookEventName,
} from "./events";
export { isWebhookEvent } from "./events";
export type { EventHandler, WebhookHandlers } from "./handlers";
export { handlersOf } from "./handlers";
export { InvalidWebhookError, parseWebhookEvent } from "./parse";
export type { ReceiverOptions } from "./receiver";
export { createWebhookReceiver } from "./receiver";
export { verifyWebhookSignature, WEBHOOK_SIGNATURE_HEADER } from "./signature";
