/** Users who get their roles together. */
export interface Team {
  id: string;
  name?: string;
  description?: string;

  /** Name of the team's role in the account. Absent or empty for a team that has none. */
  role?: string;
}

/** What a new team needs. */
export interface NewTeam {
  name: string;
  description?: string;

  /** Name of a role in the account. */
  role?: string;
}

/** What can be changed on a team. */
export type TeamUpdate = Partial<NewTeam>;

/** One user's place in a team. */
export interface TeamUserMembership {
  userId: string;

  /** What the user may do with the team itself. */
  role?: string;

  /** RFC 3339, in UTC. */
  createdAt?: string;
}

/** A user to add to a team. */
export interface NewTeamUserMembership {
  userId: string;

  /** What the user may do with the team itself. Fivetran chooses when it is not given. */
  role?: string;
}
