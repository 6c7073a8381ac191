/** A role that a team or a user has in one group, or in one connection. */
export interface Membership {
  /** Id of the group or of the connection. */
  id: string;

  /** Name of the role there. */
  role?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;
}

/** Where a team or a user is to have which role. */
export interface NewMembership {
  /** Id of the group or of the connection. */
  id: string;

  /** Name of a role that can be given there, such as `Destination Reviewer`. */
  role: string;
}

/** What can be changed on a membership. */
export interface MembershipUpdate {
  /** Name of the role that replaces the present one. */
  role: string;
}
