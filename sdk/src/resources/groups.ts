import { path } from "../http/path";
import type { CreateOptions, RequestOptions } from "../options";
import type { Listing, ListOptions } from "../pagination";
import { ApiResource } from "../resource";
import { toWire } from "../wire/case";
import { schemasIn } from "../wire/schemasIn";
import type { ConnectionSummary } from "./connections.types";
import type { User } from "./users.types";

/** A group: what holds one destination and the connections that load it. */
export interface Group {
  id: string;
  name?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;
}

/** What a new group needs. */
export interface NewGroup {
  /** Unique in the account. Fivetran accepts letters, digits and underscores. */
  name: string;
}

/** What can be changed on a group. */
export type GroupUpdate = Partial<NewGroup>;

/** The key with which Fivetran signs in on the group's SSH tunnels. */
export interface GroupPublicKey {
  publicKey: string;
}

/** The service account with which Fivetran reaches the group's Google Cloud destination. */
export interface GroupServiceAccount {
  serviceAccount: string;
}

/** A user to add to a group. */
export interface NewGroupUser {
  /** E-mail address of a user of the account. */
  email: string;

  /** Name of a role, such as `Destination Reviewer`. */
  role?: string;
}

const answers = schemasIn(() => import("./groups.answers.js"));
const connectionAnswers = schemasIn(() => import("./connections.answers.js"));
const userAnswers = schemasIn(() => import("./users.answers.js"));

/** The groups of the account. */
export class Groups extends ApiResource {
  /** All groups that the key may see. */
  list(options?: ListOptions): Listing<Group> {
    return this.listing({ path: path`/groups`, answer: answers("groups") }, options);
  }

  /**
   * Makes a group. Names are unique, so `findCreated` can look for the name.
   *
   * @throws {ServerError | NetworkError} with `mayHaveRun` when the answer was lost and `findCreated` was not given
   */
  async create(group: NewGroup, options?: CreateOptions<Group>): Promise<Group> {
    return this.call(
      {
        method: "POST",
        path: path`/groups`,
        body: toWire(group),
        answer: answers("group"),
      },
      options,
    );
  }

  /** One group. @throws {NotFoundError} */
  async retrieve(groupId: string, options?: RequestOptions): Promise<Group> {
    return this.call({ method: "GET", path: path`/groups/${groupId}`, answer: answers("group") }, options);
  }

  /** Renames a group. @throws {NotFoundError} */
  async update(groupId: string, changes: GroupUpdate, options?: RequestOptions): Promise<Group> {
    return this.call(
      {
        method: "PATCH",
        path: path`/groups/${groupId}`,
        body: toWire(changes),
        answer: answers("group"),
      },
      options,
    );
  }

  /** Deletes a group, which must hold neither a destination nor connections. @throws {NotFoundError | ConflictError} */
  async delete(groupId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/groups/${groupId}` }, options);
  }

  /** The connections of a group; with `schema`, those of exactly that name. */
  listConnections(
    groupId: string,
    filter: { schema?: string } = {},
    options?: ListOptions,
  ): Listing<ConnectionSummary> {
    return this.listing(
      {
        path: path`/groups/${groupId}/connections`,
        query: { schema: filter.schema },
        answer: connectionAnswers("connections"),
      },
      options,
    );
  }

  /** The SSH public key of a group, which hosts behind a tunnel must let in. @throws {NotFoundError} */
  async retrievePublicKey(groupId: string, options?: RequestOptions): Promise<GroupPublicKey> {
    return this.call(
      {
        method: "GET",
        path: path`/groups/${groupId}/public-key`,
        answer: answers("groupPublicKey"),
      },
      options,
    );
  }

  /**
   * The Google service account of a group, which Google's sources and destinations must let in.
   *
   * @throws {NotFoundError}
   */
  async retrieveServiceAccount(groupId: string, options?: RequestOptions): Promise<GroupServiceAccount> {
    return this.call(
      {
        method: "GET",
        path: path`/groups/${groupId}/service-account`,
        answer: answers("groupServiceAccount"),
      },
      options,
    );
  }

  /** The users who see a group, by a role in it or in the account; with `active`, only those who are or are not. */
  listUsers(groupId: string, filter: { active?: boolean } = {}, options?: ListOptions): Listing<User> {
    return this.listing(
      {
        path: path`/groups/${groupId}/users`,
        query: { active: filter.active },
        answer: userAnswers("users"),
      },
      options,
    );
  }

  /**
   * Adds a user of the account to a group. Repeated when its answer was lost: a membership is one for a user and a
   * group, so a second request cannot make a second one.
   */
  async addUser(groupId: string, user: NewGroupUser, options?: RequestOptions): Promise<void> {
    return this.call(
      { method: "POST", path: path`/groups/${groupId}/users`, body: toWire(user), repeatable: true },
      options,
    );
  }

  /** Takes a user out of a group; the user stays in the account. @throws {NotFoundError} */
  async removeUser(groupId: string, userId: string, options?: RequestOptions): Promise<void> {
    return this.call({ method: "DELETE", path: path`/groups/${groupId}/users/${userId}` }, options);
  }
}
