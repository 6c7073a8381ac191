import { randomBytes } from "node:crypto";
import type { ApiKey } from "../../http/credentials";
import type { UserRecord } from "../../records/account";
import type { ApiKeyRecord } from "../../records/people";
import type { Account } from "../account";
import { isSealOf, sealSecret } from "./systemKeys";

const DAY_MS = 24 * 60 * 60 * 1000;

export type ApiKeyStatus = "ACTIVE" | "ACTIVE_GRACE" | "EXPIRED";

/** A key with its secret, which is answered once and kept sealed only. */
export interface MadeApiKey {
  readonly key: ApiKeyRecord;
  readonly secret: string;
}

export function makeApiKey(account: Account, userId: string, expirationDays: number): MadeApiKey {
  const secret = newSecret();
  const key: ApiKeyRecord = {
    userId,
    keyValue: `key_${randomBytes(12).toString("hex")}`,
    sealedSecret: sealSecret(account, secret),
    createdAt: account.clock.timestamp(),
    expiresAt: daysFromNow(account, expirationDays),
  };
  account.state.put("apiKeys", userId, key);
  return { key, secret };
}

/** The key stays, with another secret; the one before stays good for so many days. */
export function rotateApiKey(
  account: Account,
  before: ApiKeyRecord,
  { expirationDays, overlapDays }: { readonly expirationDays: number; readonly overlapDays: number },
): MadeApiKey {
  const secret = newSecret();
  const { sealedSecret } = before;
  const key: ApiKeyRecord = {
    ...before,
    sealedSecret: sealSecret(account, secret),
    previous: overlapDays === 0 ? undefined : { sealedSecret, endsAt: daysFromNow(account, overlapDays) },
    expiresAt: daysFromNow(account, expirationDays),
    lastRotatedAt: account.clock.timestamp(),
  };
  account.state.put("apiKeys", before.userId, key);
  return { key, secret };
}

export function apiKeyStatus(account: Account, key: ApiKeyRecord): ApiKeyStatus {
  if (hasPassed(account, key.expiresAt)) return "EXPIRED";
  return overlapEndOf(account, key) === undefined ? "ACTIVE" : "ACTIVE_GRACE";
}

/** Until when two secrets are good; undefined when one is. */
export function overlapEndOf(account: Account, { previous }: ApiKeyRecord): string | undefined {
  return previous === undefined || hasPassed(account, previous.endsAt) ? undefined : previous.endsAt;
}

/** The user whose key these credentials are, unless it has expired or its user may not sign in. */
export function apiKeyUserFor(account: Account, { key, secret }: ApiKey): UserRecord | undefined {
  for (const record of account.state.all("apiKeys")) {
    if (record.keyValue !== key || hasPassed(account, record.expiresAt)) continue;
    const good = [record.sealedSecret];
    if (record.previous !== undefined && overlapEndOf(account, record) !== undefined)
      good.push(record.previous.sealedSecret);
    const user = account.state.get("users", record.userId);
    return user?.active === true && good.some((seal) => isSealOf(account, secret, seal)) ? user : undefined;
  }
  return undefined;
}

function hasPassed(account: Account, time: string): boolean {
  return Date.parse(time) <= account.clock.now();
}

function daysFromNow(account: Account, days: number): string {
  return new Date(account.clock.now() + days * DAY_MS).toISOString();
}

function newSecret(): string {
  return randomBytes(39).toString("base64url");
}
