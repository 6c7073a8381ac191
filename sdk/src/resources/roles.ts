import { path } from "../http/path";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { schemasIn } from "../wire/schemasIn";
import type { Role } from "./roles.types";

const answers = schemasIn(() => import("./roles.answers.js"));

/** The roles that can be given in the account. */
export class Roles extends ApiResource {
  /** All roles, Fivetran's own and the account's. */
  list(options?: ListOptions): Listing<Role> {
    return this.listing({ path: path`/roles`, answer: answers("roles") }, options);
  }
}
