import type { ConnectionRecord } from "../../records/account";
import type { Alert } from "../../records/syncs";
import type { Account } from "../account";
import { putConnection } from "../connections/connections";

/** The type of the warning about tables whose history is still to be read again. */
export const RESYNC_WARNING = "resync_table_warning";

/** Types that the document names; a connection has others where a rule says so. */
const KNOWN_TYPES: readonly string[] = [RESYNC_WARNING, "type_coercion_to_null_warning"];

/** Warnings, each with the time at which it was raised. */
export function raisedNow(account: Account, warnings: readonly Alert[]): readonly Alert[] {
  return warnings.map((warning) => ({ createdAt: account.clock.timestamp(), ...warning }));
}

/**
 * Takes away all warnings of one type. That a table is still to be read again stays so: only the warning goes.
 *
 * @returns false for a type that nobody knows
 */
export function dismissWarnings(account: Account, connection: ConnectionRecord, type: string): boolean {
  const left = connection.warnings.filter(({ code }) => code !== type);
  if (left.length === connection.warnings.length && !KNOWN_TYPES.includes(type)) return false;
  putConnection(account, {
    ...connection,
    warnings: left,
    ...(type === RESYNC_WARNING && { resyncWarnedAt: undefined }),
  });
  return true;
}
