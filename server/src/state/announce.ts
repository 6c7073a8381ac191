import { deliver } from "../webhooks/deliveries";
import { payloadOf } from "../webhooks/payload";
import type { Account } from "./account";

/** Something that webhooks are told of. */
export interface Announcement {
  /** The event's name in the API's own words, such as `sync_end`. */
  readonly event: string;
  /** Of a connection that the account still holds, so that its name and service can be told. */
  readonly connectionId?: string;
  readonly transformationId?: string;
  /** The group it happened in: webhooks of that group and of the account hear of it. */
  readonly groupId: string;
  readonly syncId?: string;
  /** What the event carries beside its subject, such as `{status: "SUCCESSFUL"}`. */
  readonly data?: object;
}

/** The same events have older names too; a webhook is told under each name that it asks for. */
const OLDER_NAMES: Readonly<Record<string, readonly string[]>> = {
  transformation_start: ["dbt_run_start", "transformation_run_start"],
  transformation_succeeded: ["dbt_run_succeeded", "transformation_run_succeeded"],
  transformation_failed: ["dbt_run_failed", "transformation_run_failed"],
};

/**
 * Tells every active webhook that listens to this event: the delivery is a part of the transaction, and begins once that is durable.
 * What is undone is never told.
 */
export function announce(account: Account, announced: Announcement): void {
  const names = [announced.event, ...(OLDER_NAMES[announced.event] ?? [])];
  for (const webhook of account.state.all("webhooks")) {
    if (!webhook.active || (webhook.groupId ?? announced.groupId) !== announced.groupId) continue;
    for (const name of names) {
      if (webhook.events.includes(name)) deliver(account, webhook.id, payloadOf(account, name, announced));
    }
  }
}
