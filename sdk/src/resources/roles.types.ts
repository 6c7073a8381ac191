/** A role that users and teams can have. Everywhere in the API a role is named, not identified. */
export interface Role {
  name: string;
  description?: string;

  /** Where the role can be given. Fivetran's document shows one word, its API returns a list; both are read as a list. */
  scope?: RoleScope[];

  /** Whether the account made the role itself. */
  isCustom?: boolean;
  isDeprecated?: boolean;

  /** What to use in place of a deprecated role; null or absent for others. */
  replacementRoleName?: string | null;
}

/** Scopes known today; Fivetran may add others. */
export type RoleScope = "ACCOUNT" | "DESTINATION" | "CONNECTOR" | "TEAM" | (string & {});
