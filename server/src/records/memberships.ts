/** The kinds of members. */
export type MemberKind = "user" | "team";

/** Of what somebody can be a member. */
export type PlaceKind = "group" | "connection" | "team";

/** That a user or a team belongs to a place; a team belongs to groups and connections only. */
export interface Membership {
  readonly member: MemberKind;
  readonly memberId: string;
  readonly place: PlaceKind;
  readonly placeId: string;
}

/** A role in a place. Kept under `<member>/<member id>/<place>/<place id>`. */
export interface MembershipRecord extends Membership {
  readonly role: string;
  readonly createdAt: string;
}
