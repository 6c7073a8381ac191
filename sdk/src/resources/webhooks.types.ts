import type { WebhookEventName } from "../webhooks/events";

/** What a webhook tells of: one group, or the whole account. */
export type WebhookType = "group" | "account" | (string & {});

/** An address to which Fivetran sends events. */
export interface Webhook {
  id: string;
  type?: WebhookType;

  /** The group it tells of; only for the type `group`. */
  groupId?: string;
  url?: string;
  events?: WebhookEventName[];

  /** Fivetran switches a webhook off after days of failed deliveries. */
  active?: boolean;

  /** `******` when there is one. */
  secret?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** Id of the user who made it. */
  createdBy?: string;
}

/** What a new webhook needs. */
export interface NewWebhook {
  /** Must begin with `https://`. */
  url: string;

  /** Which events are sent. */
  events: WebhookEventName[];

  /**
   * Whether events are sent from now on. If so, Fivetran first sends a test event, and refuses the webhook unless that
   * is answered with a 2xx.
   */
  active?: boolean;

  /** What `verifyWebhookSignature` needs. Without it events are not signed. It cannot be read again. */
  secret?: string;
}

/** What can be changed on a webhook. Setting `active` sends a test event, as for a new one. */
export type WebhookUpdate = Partial<NewWebhook>;

/** What came of a test event. */
export interface WebhookTest {
  succeed?: boolean;

  /** The HTTP status that the address returned. */
  status?: number;
  message?: string;
}
