import type { WebhookEvent } from "./events";
import { isWebhookEvent } from "./events";

/** What is done about an event. It may be told of one twice, and must take that well. */
export type EventHandler = (event: WebhookEvent) => Promise<void> | void;

/** Functions that are told of events. Each is optional. */
export interface WebhookHandlers {
  /** A sync has started. */
  onSyncStart?: EventHandler;

  /** A sync has ended well. */
  onSyncComplete?: EventHandler;

  /** A sync has failed. Fivetran may try again by itself. */
  onSyncError?: EventHandler;

  /** Any event, of whatever name. */
  onEvent?: EventHandler;
}

/** Names of the handlers that an event concerns, in the order in which they are told. */
export function handlersOf(event: WebhookEvent): (keyof WebhookHandlers)[] {
  return [...special(event), "onEvent"];
}

function special(event: WebhookEvent): (keyof WebhookHandlers)[] {
  if (event.event === "sync_start") return ["onSyncStart"];
  if (!isWebhookEvent(event, "sync_end")) return [];
  const status = event.data?.status ?? "";
  if (status === "SUCCESSFUL") return ["onSyncComplete"];
  return status.startsWith("FAIL") ? ["onSyncError"] : [];
}
