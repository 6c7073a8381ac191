import type { ApiPath } from "../http/path";
import type { RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type { Membership, MembershipUpdate, NewMembership } from "./memberships.types";

const answers = schemasIn(() => import("./memberships.answers.js"));

/**
 * What teams and users have in common: roles in groups and in connections, at most one in each.
 *
 * Making a membership is repeated when its answer was lost: it is one for a holder and a place, so a second request
 * cannot make a second one.
 */
export abstract class RoleHolders extends ApiResource {
  protected memberships(path: ApiPath, options?: ListOptions): Listing<Membership> {
    return this.listing({ path, answer: answers("memberships") }, options);
  }

  protected addMembership(
    path: ApiPath,
    membership: NewMembership,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.call(
      {
        method: "POST",
        path,
        body: toWire(membership),
        repeatable: true,
        answer: answers("membership"),
      },
      options,
    );
  }

  protected membership(path: ApiPath, options?: RequestOptions): Promise<Membership> {
    return this.call({ method: "GET", path, answer: answers("membership") }, options);
  }

  /** Fivetran returns a message alone for one of these, so no caller may rely on more. */
  protected changeMembership(
    path: ApiPath,
    changes: MembershipUpdate,
    options?: RequestOptions,
  ): Promise<Membership | undefined> {
    return this.call(
      {
        method: "PATCH",
        path,
        body: toWire(changes),
        answer: answers("membershipIfAny"),
      },
      options,
    );
  }

  protected removeMembership(path: ApiPath, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path }, options);
  }
}
