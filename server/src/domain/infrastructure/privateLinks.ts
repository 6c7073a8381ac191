import type { PrivateLinkRecord } from "../../records/infrastructure";
import type { Account } from "../account";

/** Where an account does not say how long changes take. The service's hours would help nobody; at 0 no client would ever meet them. */
export const DEFAULT_PRIVATE_LINK_CHANGE_MS = 10_000;

/** Takes a link into a state in which nothing else can be done with it, until the change is over. */
export function beginPrivateLinkChange(
  account: Account,
  link: PrivateLinkRecord,
  state: "CREATING" | "UPDATING" | "DESTROYING",
): PrivateLinkRecord {
  const changing: PrivateLinkRecord = { ...link, state };
  account.state.put("privateLinks", link.id, changing);
  const durationMs = account.settings.privateLinkChangeMs ?? DEFAULT_PRIVATE_LINK_CHANGE_MS;
  account.agenda.plan("privateLinkChangeEnd", link.id, account.clock.now() + durationMs);
  return changing;
}

/** A link that was to go is gone; any other stands. */
export function endPrivateLinkChange(account: Account, id: string): void {
  const link = account.state.get("privateLinks", id);
  if (link?.state === "DESTROYING") account.state.remove("privateLinks", id);
  else if (link !== undefined) account.state.put("privateLinks", id, { ...link, state: "OK" });
}
