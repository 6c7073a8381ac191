import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type { Membership, MembershipUpdate, NewMembership } from "./memberships.types";
import { RoleHolders } from "./roleHolders";
import type { NewServiceAccount, NewUser, User, UserFilter, UserUpdate } from "./users.types";

const answers = schemasIn(() => import("./users.answers.js"));

/** The users of the account, and their roles. */
export class Users extends RoleHolders {
  /** All users of the account, or those whom the filter lets through. */
  list(filter: UserFilter = {}, options?: ListOptions): Listing<User> {
    return this.listing(
      {
        path: path`/users`,
        query: { active: filter.active, user_type: filter.userType, has_api_key: filter.hasApiKey },
        answer: answers("users"),
      },
      options,
    );
  }

  /**
   * Invites somebody, by e-mail, or makes a service account, which only a regular user's key may do. Addresses are unique, so
   * `findCreated` can look for the address. Fivetran allows 500 an hour, and 10 in a trial.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(user: NewUser | NewServiceAccount, options?: CreateOptions<User>): Promise<User> {
    return this.call(
      {
        method: "POST",
        path: path`/users`,
        body: toWire(user),
        cost: "userCreation",
        answer: answers("user"),
      },
      options,
    );
  }

  /** One user. @throws {NotFoundError} */
  async retrieve(userId: string, options?: RequestOptions): Promise<User> {
    return this.call({ method: "GET", path: path`/users/${userId}`, answer: answers("user") }, options);
  }

  /** Changes what is given and leaves the rest; null removes a phone or a picture. @throws {NotFoundError} */
  async update(userId: string, changes: UserUpdate, options?: RequestOptions): Promise<User> {
    return this.call(
      {
        method: "PATCH",
        path: path`/users/${userId}`,
        body: toWire(changes),
        answer: answers("user"),
      },
      options,
    );
  }

  /** Takes a user out of the account. @throws {NotFoundError} */
  async delete(userId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/users/${userId}` }, options);
  }

  /** Takes away the user's role in the account, in which the user stays. @throws {NotFoundError} */
  async deleteRole(userId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/users/${userId}/role` }, options);
  }

  /** The roles of a user in groups. */
  listGroupMemberships(userId: string, options?: ListOptions): Listing<Membership> {
    return this.memberships(path`/users/${userId}/groups`, options);
  }

  /** Gives a user a role in a group. @throws {NotFoundError} */
  async createGroupMembership(
    userId: string,
    membership: NewMembership,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.addMembership(path`/users/${userId}/groups`, membership, options);
  }

  /** The role of a user in one group. @throws {NotFoundError} */
  async retrieveGroupMembership(
    userId: string,
    groupId: string,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.membership(path`/users/${userId}/groups/${groupId}`, options);
  }

  /** Replaces the role of a user in a group; returns it where Fivetran does. @throws {NotFoundError} */
  async updateGroupMembership(
    userId: string,
    groupId: string,
    changes: MembershipUpdate,
    options?: RequestOptions,
  ): Promise<Membership | undefined> {
    return this.changeMembership(path`/users/${userId}/groups/${groupId}`, changes, options);
  }

  /** Takes the role of a user in a group away. @throws {NotFoundError} */
  async deleteGroupMembership(userId: string, groupId: string, options?: RequestOptions): Promise<void> {
    return this.removeMembership(path`/users/${userId}/groups/${groupId}`, options);
  }

  /** The roles of a user in connections. */
  listConnectionMemberships(userId: string, options?: ListOptions): Listing<Membership> {
    return this.memberships(path`/users/${userId}/connections`, options);
  }

  /** Gives a user a role in a connection. @throws {NotFoundError} */
  async createConnectionMembership(
    userId: string,
    membership: NewMembership,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.addMembership(path`/users/${userId}/connections`, membership, options);
  }

  /** The role of a user in one connection. @throws {NotFoundError} */
  async retrieveConnectionMembership(
    userId: string,
    connectionId: string,
    options?: RequestOptions,
  ): Promise<Membership> {
    return this.membership(path`/users/${userId}/connections/${connectionId}`, options);
  }

  /** Replaces the role of a user in a connection; returns it where Fivetran does. @throws {NotFoundError} */
  async updateConnectionMembership(
    userId: string,
    connectionId: string,
    changes: MembershipUpdate,
    options?: RequestOptions,
  ): Promise<Membership | undefined> {
    return this.changeMembership(path`/users/${userId}/connections/${connectionId}`, changes, options);
  }

  /** Takes the role of a user in a connection away. @throws {NotFoundError} */
  async deleteConnectionMembership(
    userId: string,
    connectionId: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.removeMembership(path`/users/${userId}/connections/${connectionId}`, options);
  }
}
