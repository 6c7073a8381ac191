import type { UserType } from "./users.types";

/** `ACTIVE_GRACE` has two good secrets, while a rotation overlaps. States known today; Fivetran may add others. */
export type ApiKeyStatus = "ACTIVE" | "ACTIVE_GRACE" | "EXPIRED" | (string & {});

/** The API key of a user, without its secret. */
export interface ApiKey {
  userId?: string;
  userType?: UserType;

  /** The public half: what a client calls the API key. */
  keyValue?: string;
  keyStatus?: ApiKeyStatus;

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** RFC 3339, in UTC. */
  expiresAt?: string;

  /** Until when the secret before the last rotation is good too, RFC 3339 in UTC; only while it is. */
  overlapExpiresAt?: string | null;

  /** RFC 3339, in UTC; null or absent for one that never was. */
  lastRotatedAt?: string | null;
}

/** An API key with its secret, which is handed out only once. */
export interface ApiKeyWithSecret extends Omit<ApiKey, "userId" | "userType"> {
  /** The public half: what a client calls the API key. */
  keyValue: string;

  /** Secret: what a client calls the API secret. It cannot be read again. */
  keySecret: string;
}

/** How long a key is good for, from now on. */
export interface ApiKeyExpiration {
  /** 1 to 365. @unit days @default 90 */
  expirationPeriodDays?: number;
}

/** What a rotation takes. */
export interface ApiKeyRotation extends ApiKeyExpiration {
  /** How long the old secret stays good beside the new one: 30 at most. @unit days @default none: it ends at once */
  overlapDays?: number;
}
