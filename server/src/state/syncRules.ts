import type { Account } from "./account";
import { type ConnectionTarget, isTarget, lastOf } from "./connectionTarget";
import type { Alert, ConnectionRecord } from "./records";

/** How a sync ends. */
export type SyncOutcome = "SUCCESSFUL" | "FAILED" | "RESCHEDULED";

/**
 * Decides the syncs of the connections it matches, from their start on. Of several rules that match, the one added last counts.
 * Without a rule, syncs take the account's `syncDurationMs` and succeed.
 */
export interface SyncRule extends ConnectionTarget {
  readonly outcome: SyncOutcome;
  /** Why it did not succeed: told to webhooks and kept in the history. */
  readonly reason?: string | undefined;
  /** Default: the account's `syncDurationMs`. */
  readonly durationMs?: number | undefined;
  /** For `RESCHEDULED`: how long after its end the sync is tried again. Default: one hour. */
  readonly rescheduledForMs?: number | undefined;
  /** For `FAILED`: the set-up counts as broken until a sync or a setup test succeeds. */
  readonly breaksSetup?: boolean | undefined;
  /** What the connection shows from the end of the sync to the end of the next one. */
  readonly tasks?: readonly Alert[] | undefined;
  readonly warnings?: readonly Alert[] | undefined;
  /** For `SUCCESSFUL`, of a function or Connector SDK connection: the cursor state that it leaves. */
  readonly state?: Readonly<Record<string, unknown>> | undefined;
  /** Decides so many syncs and is gone then. Default: all. */
  readonly times?: number | undefined;
}

export type SyncRuleRecord = SyncRule & { readonly id: string };

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
