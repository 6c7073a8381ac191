import type { ConnectionRecord } from "../../records/account";
import type { SyncRule, SyncRuleRecord } from "../../records/syncs";
import type { Account } from "../account";
import { isTarget, lastOf } from "../connections/target";

/** @returns the rule's id */
export function addSyncRule(account: Account, rule: SyncRule): string {
  const id = account.newId();
  account.state.put("syncRules", id, { ...rule, id });
  return id;
}

/** The rule for a sync that starts now, which is one of its `times`. */
export function takeSyncRule(account: Account, connection: ConnectionRecord): SyncRuleRecord | undefined {
  const { state } = account;
  const rule = lastOf(state.all("syncRules"), (one) => isTarget(one, connection));
  if (rule?.times === undefined) return rule;
  if (rule.times > 1) state.put("syncRules", rule.id, { ...rule, times: rule.times - 1 });
  else state.remove("syncRules", rule.id);
  return rule;
}
