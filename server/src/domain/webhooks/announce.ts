import type { Account } from "../account";
import type { Announcement } from "./announcement";
import { deliver } from "./deliveries";
import { payloadOf } from "./payload";

/** The same events have older names too; a webhook is told under each name that it asks for. */
const OLDER_NAMES: Readonly<Record<string, readonly string[]>> = {
  transformation_start: ["dbt_run_start", "transformation_run_start"],
  transformation_succeeded: ["dbt_run_succeeded", "transformation_run_succeeded"],
  transformation_failed: ["dbt_run_failed", "transformation_run_failed"],
};

/**
 * Tells every active webhook that listens to this event: the delivery is a part of the transaction, and begins once that is durable.
 * An event that is undone is never told.
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
