import type { MemberKind, Membership, MembershipRecord, PlaceKind } from "../../records/memberships";
import type { Account } from "../account";

/** The roles that users and teams have in groups, connections and teams. */

export function membership(
  member: MemberKind,
  memberId: string,
  place: PlaceKind,
  placeId: string,
): Membership {
  return { member, memberId, place, placeId };
}

export function membershipRecord(account: Account, of: Membership): MembershipRecord | undefined {
  return account.state.get("memberships", keyOf(of));
}

/** The places of one kind that somebody belongs to, or the members of one kind that a place has. */
export function membershipsWith(account: Account, known: Partial<Membership>): MembershipRecord[] {
  return [...account.state.all("memberships")].filter((record) => isLike(record, known));
}

/** Gives a role in a place. A member that has one already keeps the time of its first one. */
export function setMembership(account: Account, of: Membership, role: string): MembershipRecord {
  const createdAt = membershipRecord(account, of)?.createdAt ?? account.clock.timestamp();
  const record: MembershipRecord = { ...of, role, createdAt };
  account.state.put("memberships", keyOf(of), record);
  return record;
}

export function removeMembership(account: Account, of: Membership): void {
  account.state.remove("memberships", keyOf(of));
}

/** What hangs on somebody, or on a place, goes with them. */
export function removeMembershipsWith(account: Account, known: Partial<Membership>): void {
  for (const record of membershipsWith(account, known)) removeMembership(account, record);
}

function keyOf({ member, memberId, place, placeId }: Membership): string {
  return `${member}/${memberId}/${place}/${placeId}`;
}

function isLike(record: Membership, known: Partial<Membership>): boolean {
  return (
    (known.member ?? record.member) === record.member &&
    (known.memberId ?? record.memberId) === record.memberId &&
    (known.place ?? record.place) === record.place &&
    (known.placeId ?? record.placeId) === record.placeId
  );
}
