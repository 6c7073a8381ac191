/** A key of the account that belongs to no user. */
export interface SystemKey {
  id: string;
  name?: string;

  /** The public half: what a client calls the API key. */
  key?: string;

  /** Secret: what a client calls the API secret. Only in answers to `create` and `rotate`; it cannot be read again. */
  secret?: string;
  permissions?: SystemKeyPermission[];

  /** RFC 3339, in UTC. */
  createdAt?: string;

  /** RFC 3339, in UTC. */
  updatedAt?: string;

  /** When it ends or ended, RFC 3339 in UTC; null or absent for one that does not. */
  expiredAt?: string | null;

  /** RFC 3339, in UTC; null or absent for one that never was used. */
  lastUsedAt?: string | null;
}

/** What a system key may do with one kind of thing. */
export interface SystemKeyPermission {
  resourceType?: SystemKeyResourceType;
  accessLevel?: SystemKeyAccessLevel;

  /** To which things of the kind it is limited. */
  resourceFilter?: SystemKeyResourceFilter;
}

/** To which things of one kind a permission is limited. */
export interface SystemKeyResourceFilter {
  /** Ids of the things. */
  ids?: string[];

  /** Ids of the groups that they are in. */
  groupIds?: string[];
}

/** Kinds known today; Fivetran may add others. */
export type SystemKeyResourceType =
  | "ACCOUNT"
  | "USER"
  | "WEBHOOK"
  | "TEAM"
  | "ROLES"
  | "DESTINATION"
  | "TRANSFORMATION"
  | "REMOTE_EXECUTION_AGENT"
  | "CONNECTOR"
  | (string & {});

/** Levels known today; Fivetran may add others. */
export type SystemKeyAccessLevel = "NONE" | "READ" | "MANAGE" | (string & {});

/** How long a key is good for, from now on. */
export type SystemKeyExpiration =
  | "ONE_WEEK"
  | "ONE_MONTH"
  | "THREE_MONTHS"
  | "SIX_MONTHS"
  | "INFINITE"
  | (string & {});

/** What can be changed on a system key. */
export interface SystemKeyUpdate {
  name?: string;
  permissions?: SystemKeyPermission[];
}

/** What a new system key needs. */
export interface NewSystemKey extends SystemKeyUpdate {
  name: string;
  expirationPeriod?: SystemKeyExpiration;
}
