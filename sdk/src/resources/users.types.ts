/** Who acts: a person, or a program that signs in with an API key only. Types known today; Fivetran may add others. */
export type UserType = "REGULAR_USER" | "SERVICE_ACCOUNT" | (string & {});

/** A user of the account. */
export interface User {
  id: string;

  /** Absent on accounts that have no service accounts yet. */
  userType?: UserType;

  /** Whether there is an API key of the user's, be it expired. */
  hasApiKey?: boolean;

  /** Null for one who has none, such as a service account. */
  email?: string | null;

  /** Whether the user has followed the invitation. */
  verified?: boolean;

  /** Whether the user was invited and has not accepted yet. */
  invited?: boolean;
  givenName?: string;
  familyName?: string;
  picture?: string | null;
  phone?: string | null;

  /**
   * The role in the account; in the list of a group's users, the one in the group. Empty or absent for a user who has
   * none there.
   */
  role?: string;
  active?: boolean;

  /** RFC 3339, in UTC; null for a user who never was. */
  loggedInAt?: string | null;

  /** RFC 3339, in UTC. */
  createdAt?: string;
}

/** A user to invite. */
export interface NewUser {
  /** Unique in the account. The invitation goes there, and it cannot be changed later. */
  email: string;
  givenName: string;
  familyName: string;

  /** With the country's code, such as `+15550100`. */
  phone?: string;

  /** An address of an image, or an image as a data URI. */
  picture?: string;

  /** Name of a role in the account. */
  role?: string;

  /** @default "REGULAR_USER" */
  userType?: "REGULAR_USER";
}

/** A service account that is to be made: a user who signs in with an API key only, and needs no invitation. */
export interface NewServiceAccount extends Omit<NewUser, "email" | "userType"> {
  userType: "SERVICE_ACCOUNT";

  /** Unique in the account. */
  email?: string;
}

/** Which users are listed. */
export interface UserFilter {
  /** Only those who may sign in, or only those who may not. */
  active?: boolean;
  userType?: UserType;

  /** Only those who have an API key, be it expired, or only those who have none. */
  hasApiKey?: boolean;
}

/** What can be changed on a user. */
export interface UserUpdate {
  givenName?: string;
  familyName?: string;

  /** Null removes. */
  phone?: string | null;

  /** Null removes. */
  picture?: string | null;

  /** Name of a role in the account. Fivetran refuses to change the role of the key's own owner. */
  role?: string;
}
