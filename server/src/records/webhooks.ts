/** Addresses that are told of events. */
export interface WebhookRecord {
  readonly id: string;
  /** Whether it hears of one group or of all. */
  readonly type: "account" | "group";
  /** Of a group's webhook. */
  readonly groupId?: string | undefined;
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
  /** What deliveries are signed with, encrypted (see domain/secretBox.ts). */
  readonly secret?: string | undefined;
  readonly createdAt: string;
  readonly createdBy: string;
  /** When the first of the failures began that no success has followed, in milliseconds since 1970 of the server's clock. */
  readonly failingSinceMs?: number | undefined;
}

/** An event on its way to one webhook. It is kept until it has arrived or is given up. */
export interface DeliveryRecord {
  readonly id: string;
  readonly webhookId: string;
  /** The bytes that are sent and signed, the same at each attempt. */
  readonly body: string;
  readonly attempts: number;
  /** Milliseconds since 1970 of the server's clock; absent before the first attempt has failed. */
  readonly firstTriedAtMs?: number | undefined;
}
