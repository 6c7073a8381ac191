import type { Account } from "./account";

/** Something that webhooks are told of. */
export interface Announcement {
  /** The event's name in the API's own words, such as `sync_end`. */
  readonly event: string;
  readonly connectionId?: string;
  readonly transformationId?: string;
  /** The group it happened in: webhooks of that group and of the account hear of it. */
  readonly groupId: string;
  readonly syncId?: string;
  /** What the event carries beside its subject, such as `{status: "SUCCESSFUL"}`. */
  readonly data?: object;
}

/** Tells every active webhook that listens to this event. In a transaction: what is undone is never told. */
export function announce(account: Account, _announcement: Announcement): void {
  // Webhooks are not served yet, so that nobody listens.
  account.state.afterCommit(() => undefined);
}
