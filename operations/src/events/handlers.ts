import {
  type EventHandler,
  handlersOf,
  type WebhookEvent,
  type WebhookHandlers,
} from "@pulumi-fivetran/sdk/webhooks";

/** Functions that are told of events: those of webhooks, and two of this service. Each is optional. */
export interface EventHandlers extends WebhookHandlers {
  /** The schema config of a connection is another one than after its last successful sync. `data` says what was added, removed and changed. */
  onSchemaChange?: EventHandler;

  /** A connection has been paused by an operation for longer than it should. `data` names the operation and since when. */
  onPauseOverdue?: EventHandler;
}

/** Names of the handlers that a module may export. */
export const HANDLER_NAMES = [
  "onSyncStart",
  "onSyncComplete",
  "onSyncError",
  "onSchemaChange",
  "onPauseOverdue",
  "onEvent",
] as const satisfies readonly (keyof EventHandlers)[];

/** Looks, after a successful sync, whether the schema config has changed. Not a handler of users'. */
export const SCHEMA_LOOK = "schemaLook";

/** Events of this service's own: Fivetran has none of these names. */
export const OWN_EVENTS = { schemaChange: "schema_change", pauseOverdue: "pause_overdue" } as const;

/** Names of the handlers that a webhook's event concerns. */
export function handlersOfWebhook(event: WebhookEvent): string[] {
  const handlers: string[] = handlersOf(event);
  return handlers.includes("onSyncComplete") ? [...handlers, SCHEMA_LOOK] : handlers;
}

/** Names of the handlers that an event of this service's own concerns. */
export function handlersOfOwn(event: string): string[] {
  return [event === OWN_EVENTS.schemaChange ? "onSchemaChange" : "onPauseOverdue", "onEvent"];
}
