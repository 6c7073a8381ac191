import { path } from "../http/path";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import type { Role } from "./roles.types";

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
