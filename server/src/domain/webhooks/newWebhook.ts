import type { WebhookRecord } from "../../records/webhooks";
import type { Account } from "../account";
import { lockSecret } from "../secretBox";

export interface WebhookWish {
  readonly id?: string | undefined;
  /** Makes it the webhook of one group. */
  readonly groupId?: string | undefined;
  readonly url: string;
  readonly events: readonly string[];
  readonly active: boolean;
  readonly secret?: string | null | undefined;
  /** Default: the account's owner. */
  readonly createdBy?: string | undefined;
}

/** Keeps a webhook, without trying it out. In a transaction. */
export function putNewWebhook(account: Account, wish: WebhookWish): WebhookRecord {
  const { groupId, url, events, active, secret } = wish;
  const webhook: WebhookRecord = {
    id: wish.id ?? account.newId(),
    ...(groupId === undefined ? { type: "account" } : { type: "group", groupId }),
    url,
    events,
    active,
    secret: lockedSecret(account, secret),
    createdAt: account.clock.timestamp(),
    createdBy: wish.createdBy ?? account.settings.ownerId,
  };
  account.state.put("webhooks", webhook.id, webhook);
  return webhook;
}

/** An empty secret is none. */
export function lockedSecret(account: Account, secret: string | null | undefined): string | undefined {
  return secret === undefined || secret === null || secret === ""
    ? undefined
    : lockSecret(secret, account.settings.sealKey, "webhook secrets");
}
