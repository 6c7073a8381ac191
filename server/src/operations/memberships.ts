import { z } from "zod";
import type { Account } from "../domain/account";
import {
  membership,
  membershipRecord,
  membershipsWith,
  removeMembership,
  setMembership,
} from "../domain/people/memberships";
import { checkRole } from "../domain/people/roles";
import { errors } from "../errors";
import { messages } from "../messages";
import type { MemberKind, Membership, MembershipRecord } from "../records/memberships";
import { connectionOf, groupOf, teamOf, userOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";

/** The five operations on memberships of users and teams in groups and connections: the same for each pair of them. */

const newMembership = z.looseObject({ id: z.string().min(1), role: z.string().min(1) });
const membershipUpdate = z.looseObject({ role: z.string().min(1).nullish() });

const FIND_MEMBER = { user: userOf, team: teamOf } as const;
const FIND_PLACE = { group: groupOf, connection: connectionOf } as const;

export function membershipOperations(
  member: MemberKind,
  place: "group" | "connection",
): readonly Operation[] {
  const said = messages[`${member}Memberships`][place];
  const all = `/v1/${member}s/{memberId}/${place}s` as const;
  const one = `${all}/{placeId}` as const;
  const findMember = FIND_MEMBER[member];
  // The one update for which the document shows a message only.
  const isUpdateShown = !(member === "user" && place === "group");
  return [
    operation({
      method: "GET",
      path: all,
      run: (account, { params }) => {
        const { id } = findMember(account, params.memberId);
        const found = membershipsWith(account, { member, memberId: id, place });
        return { message: said.listed, pages: pageSource(found, view) };
      },
    }),
    operation({
      method: "POST",
      path: all,
      status: 201,
      body: newMembership,
      run: (account, { params, body }) => {
        const { id: memberId } = findMember(account, params.memberId);
        const { id: placeId } = FIND_PLACE[place](account, body.id);
        const made = add(account, membership(member, memberId, place, placeId), body.role);
        return { message: said.created, data: view(made) };
      },
    }),
    operation({
      method: "GET",
      path: one,
      run: (account, { params }) => {
        const { id } = findMember(account, params.memberId);
        const record = existing(account, membership(member, id, place, params.placeId));
        return { message: said.details, data: view(record) };
      },
    }),
    operation({
      method: "PATCH",
      path: one,
      body: membershipUpdate,
      run: (account, { params, body }) => {
        const { id } = findMember(account, params.memberId);
        const before = existing(account, membership(member, id, place, params.placeId));
        const updated = changeRole(account, before, body.role);
        return { message: said.updated, ...(isUpdateShown && { data: view(updated) }) };
      },
    }),
    operation({
      method: "DELETE",
      path: one,
      run: (account, { params }) => {
        const { id } = findMember(account, params.memberId);
        const record = existing(account, membership(member, id, place, params.placeId));
        removeMembership(account, record);
        return { message: said.deleted };
      },
    }),
  ];
}

/** @throws ApiError 400 for a member that is there already (UNPROVEN) */
export function add(account: Account, of: Membership, role: string): MembershipRecord {
  checkRole(account, role);
  if (membershipRecord(account, of) !== undefined) {
    throw errors.invalidInput(messages.memberships.exists(of.member, of.memberId, of.place, of.placeId));
  }
  return setMembership(account, of, role);
}

/** @throws ApiError 404 with a plain `NotFound` */
export function existing(account: Account, of: Membership): MembershipRecord {
  const record = membershipRecord(account, of);
  if (record !== undefined) return record;
  throw errors.notFound(messages.memberships.missing(of.member, of.memberId, of.place, of.placeId));
}

export function changeRole(
  account: Account,
  before: MembershipRecord,
  role: string | null | undefined,
): MembershipRecord {
  if (role === undefined || role === null) return before;
  checkRole(account, role);
  return setMembership(account, before, role);
}

function view({ placeId, role, createdAt }: MembershipRecord): unknown {
  return { id: placeId, role, created_at: createdAt };
}
