/** Where a role can be given. */
export type RoleScope = "ACCOUNT" | "DESTINATION" | "CONNECTOR" | "TEAM";

export interface Role {
  readonly name: string;
  readonly description: string;
  readonly scope: readonly RoleScope[];
  readonly isDeprecated: boolean;
  readonly replacementRoleName: string | null;
}

/** A role that the account made itself. Kept under its name. */
export type RoleRecord = Role;

export interface TeamRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The role in the account; empty for a team that has roles in groups and connections only. */
  readonly role: string;
}

export interface SystemKeyPermission {
  readonly resourceType: string;
  readonly accessLevel: string;
  /** Which things it is about; all when absent. */
  readonly resourceFilter?: { readonly ids?: readonly string[]; readonly groupIds?: readonly string[] };
}

/** The API key of a user, who has one at most. Kept under the user's id. */
export interface ApiKeyRecord {
  readonly userId: string;
  /** What clients send as the user of Basic authentication. */
  readonly keyValue: string;
  /** Sealed, as a system key's. */
  readonly sealedSecret: unknown;
  /** The secret before the last rotation, which is good until then. */
  readonly previous?: { readonly sealedSecret: unknown; readonly endsAt: string } | undefined;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastRotatedAt?: string | undefined;
}

/** A key that belongs to no user. */
export interface SystemKeyRecord {
  readonly id: string;
  readonly name: string;
  /** What clients send as the user of Basic authentication. */
  readonly key: string;
  /** Sealed: only the call that makes the secret returns it. */
  readonly sealedSecret: unknown;
  readonly permissions: readonly SystemKeyPermission[];
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Null for one that never expires. */
  readonly expiredAt: string | null;
  readonly lastUsedAt: string | null;
}
