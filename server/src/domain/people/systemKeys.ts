import { timingSafeEqual } from "node:crypto";
import type { ApiKey } from "../../http/credentials";
import type { SystemKeyRecord } from "../../records/people";
import type { Account } from "../account";
import { sealAll } from "../seal";

/** Uses of a key that lie closer together than this are noted once: otherwise each request would be a write. */
const NOTED_EVERY_MS = 60_000;

/** The account's system key that these credentials are, unless it has expired. */
export function systemKeyFor(account: Account, { key, secret }: ApiKey): SystemKeyRecord | undefined {
  for (const record of account.state.all("systemKeys")) {
    if (record.key !== key) continue;
    const isIts = isSealOf(account, secret, record.sealedSecret);
    return isIts && !isExpired(account, record) ? record : undefined;
  }
  return undefined;
}

/** What is kept of a system key's secret. */
export function sealSecret(account: Account, secret: string): unknown {
  return sealAll(secret, account.settings.sealKey);
}

/** Whether this is what is kept of a secret. */
export function isSealOf(account: Account, secret: string, seal: unknown): boolean {
  return isEqual(sealSecret(account, secret), seal);
}

export function noteUse(account: Account, id: string): void {
  const key = account.state.get("systemKeys", id);
  if (key === undefined) return;
  const lastUsedMs = key.lastUsedAt === null ? Number.NEGATIVE_INFINITY : Date.parse(key.lastUsedAt);
  if (account.clock.now() - lastUsedMs < NOTED_EVERY_MS) return;
  const used = { ...key, lastUsedAt: account.clock.timestamp() };
  account.state.transaction(() => account.state.put("systemKeys", id, used));
}

function isExpired(account: Account, { expiredAt }: SystemKeyRecord): boolean {
  return expiredAt !== null && Date.parse(expiredAt) <= account.clock.now();
}

function isEqual(one: unknown, other: unknown): boolean {
  const [left, right] = [one, other].map((seal) => Buffer.from(JSON.stringify(seal)));
  return (
    left !== undefined && right !== undefined && left.length === right.length && timingSafeEqual(left, right)
  );
}
