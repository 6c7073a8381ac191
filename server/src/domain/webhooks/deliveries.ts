import type { DeliveryRecord } from "../../records/webhooks";
import type { Account } from "../account";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** When a delivery is tried again, after its first attempt. After the last one it is given up. */
const RETRIES_AFTER_MS = [6, 27, 60 + 45, 6 * 60 + 25, 23 * 60 + 13].map((minutes) => minutes * MINUTE_MS);
/** A webhook that has only failed for so long is deactivated. */
const MAX_FAILING_MS = 3 * DAY_MS;

/** Puts a body on its way to a webhook. In a transaction, after which it is sent. */
export function deliver(account: Account, webhookId: string, body: string): void {
  const next = account.state.get("counters", "deliveries")?.next ?? 0;
  account.state.put("counters", "deliveries", { next: next + 1 });
  const id = String(next);
  account.state.put("deliveries", id, { id, webhookId, body, attempts: 0 });
  account.state.afterCommit(() => account.ports.webhooks.send(webhookId, id));
}

/** The deliveries that are due, oldest first: all but those that wait for a later attempt. */
export function waitingDeliveries(account: Account): DeliveryRecord[] {
  return [...account.state.all("deliveries")].filter(
    ({ id }) => account.agenda.dueAt("webhookRetry", id) === undefined,
  );
}

/** The time of another attempt has come. */
export function retryDelivery(account: Account, id: string): void {
  const delivery = account.state.get("deliveries", id);
  if (delivery === undefined) return;
  account.state.afterCommit(() => account.ports.webhooks.send(delivery.webhookId, id));
}

export function deliverySucceeded(account: Account, id: string): void {
  const delivery = account.state.get("deliveries", id);
  if (delivery === undefined) return;
  account.state.remove("deliveries", id);
  const webhook = account.state.get("webhooks", delivery.webhookId);
  if (webhook?.failingSinceMs === undefined) return;
  account.state.put("webhooks", webhook.id, { ...webhook, failingSinceMs: undefined });
}

export function deliveryFailed(account: Account, id: string): void {
  const delivery = account.state.get("deliveries", id);
  const webhook = delivery && account.state.get("webhooks", delivery.webhookId);
  if (delivery === undefined || webhook === undefined) return;
  const nowMs = account.clock.now();
  const failingSinceMs = webhook.failingSinceMs ?? nowMs;
  if (nowMs - failingSinceMs >= MAX_FAILING_MS) {
    account.state.put("webhooks", webhook.id, { ...webhook, active: false, failingSinceMs: undefined });
    dropDeliveries(account, webhook.id);
    return;
  }
  account.state.put("webhooks", webhook.id, { ...webhook, failingSinceMs });
  const firstTriedAtMs = delivery.firstTriedAtMs ?? nowMs;
  const retryAfterMs = RETRIES_AFTER_MS[delivery.attempts];
  if (retryAfterMs === undefined) {
    account.state.remove("deliveries", id);
    return;
  }
  account.state.put("deliveries", id, { ...delivery, attempts: delivery.attempts + 1, firstTriedAtMs });
  account.agenda.plan("webhookRetry", id, firstTriedAtMs + retryAfterMs);
}

/** Forgets what a webhook was still to be told. */
export function dropDeliveries(account: Account, webhookId: string): void {
  for (const { id, webhookId: to } of [...account.state.all("deliveries")]) {
    if (to !== webhookId) continue;
    account.state.remove("deliveries", id);
    account.agenda.cancel("webhookRetry", id);
  }
}
