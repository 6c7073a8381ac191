import type { AccountRecord } from "../records/account";
import type { Account } from "./account";
import { replanConnections } from "./connections/connections";

/** Changes the account's settings; those that are not given stay. In a transaction. */
export function changeSettings(account: Account, settings: Partial<AccountRecord>): void {
  account.state.put("account", "account", { ...account.settings, ...settings });
  if (settings.schedules !== undefined) replanConnections(account);
}
