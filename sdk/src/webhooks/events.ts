/**
 * Names of events known today. The `dbt_run_…` and `transformation_…` events tell of the same; which of them come
 * depends on what the webhook asks for. Fivetran has deprecated `status` and `transformation_run_…`.
 */
export type KnownWebhookEventName =
  | "sync_start"
  | "sync_end"
  | "connection_successful"
  | "connection_failure"
  | "create_connector"
  | "pause_connector"
  | "resume_connector"
  | "edit_connector"
  | "delete_connector"
  | "force_update_connector"
  | "resync_connector"
  | "resync_table"
  | "transformation_start"
  | "transformation_succeeded"
  | "transformation_failed"
  | "dbt_run_start"
  | "dbt_run_succeeded"
  | "dbt_run_failed"
  | "status"
  | "transformation_run_start"
  | "transformation_run_succeeded"
  | "transformation_run_failed"
  | "test_event";

/** Names known today, and those that Fivetran will add. */
export type WebhookEventName = KnownWebhookEventName | (string & {});

/** What every event may say. Fields that this version does not know pass through, in camelCase. */
interface WebhookEventFields {
  /** RFC 3339, in UTC. */
  created: string;

  /** Service of the connection, such as `postgres`. */
  connectorType?: string;

  /** Id of the connection. */
  connectorId?: string;

  /** Name of the connection: its schema, or `schema.table`. */
  connectorName?: string;

  /** Which sync; absent from events that belong to none. */
  syncId?: string;

  /** The group, and with it the destination. */
  destinationGroupId?: string;

  /** The same in test events and in older ones. */
  groupId?: string;
}

/** What an event tells beyond that. The keys are as they came: Fivetran mixes camelCase and snake_case there. */
export type WebhookEventData = Record<string, unknown>;

/** Results known today; Fivetran may add others. */
export type SyncEndStatus = "SUCCESSFUL" | "FAILED" | "FAILURE_WITH_TASK" | "RESCHEDULED" | (string & {});

/** How a sync ended. */
export interface SyncEndData extends WebhookEventData {
  status?: SyncEndStatus;

  /** Why, when it did not succeed. */
  reason?: string | null;
}

/**
 * A sync ended. One that failed may be followed by one that succeeds, since Fivetran tries again by itself: an alarm
 * after the first is early.
 */
export interface SyncEndEvent extends WebhookEventFields {
  event: "sync_end";
  data?: SyncEndData;
}

/** An event whose `data` Fivetran does not describe, or that this version does not know. */
export interface OtherWebhookEvent<N extends WebhookEventName> extends WebhookEventFields {
  event: N;
  data?: WebhookEventData;
}

/** An event of the name `N`; without `N`, any event. */
export type WebhookEvent<N extends WebhookEventName = WebhookEventName> = N extends "sync_end"
  ? SyncEndEvent
  : OtherWebhookEvent<N>;

/**
 * Whether an event has a name, with which its `data` has a type. (Comparing `event.event` does not tell TypeScript that,
 * because an event that it does not know could have any name.)
 */
export function isWebhookEvent<N extends KnownWebhookEventName>(
  event: WebhookEvent,
  name: N,
): event is WebhookEvent<N> {
  return event.event === name;
}
