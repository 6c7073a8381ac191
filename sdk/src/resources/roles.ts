import { path } from "../internal/path";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";

/** A role that users and teams can have. Everywhere in the API a role is named, not identified. */
export interface Role {
  name: string;
  description?: string;

  /** Where the role can be given. Fivetran's document shows one word, its API answers a list; both are read as a list. */
  scope?: RoleScope[];

  /** Whether the account made the role itself. */
  isCustom?: boolean;
  isDeprecated?: boolean;

  /** What to use in place of a deprecated role; null or absent for others. */
  replacementRoleName?: string | null;
}

/** Scopes known today; Fivetran may add others. */
export type RoleScope = "ACCOUNT" | "DESTINATION" | "CONNECTOR" | "TEAM" | (string & {});

/** The roles that can be given in the account. */
export class Roles extends ApiResource {
  /** All roles, Fivetran's own and the account's. */
  list(options?: ListOptions): Listing<Role> {
    return this.listing(
      { path: path`/roles`, answer: async () => (await import("./roles.answers.js")).roles },
      options,
    );
  }
}
