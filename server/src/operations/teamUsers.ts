import { z } from "zod";
import { membership, membershipsWith, removeMembership } from "../domain/people/memberships";
import { messages } from "../messages";
import type { MembershipRecord } from "../records/memberships";
import { teamOf, userOf } from "./find";
import { add, changeRole, existing } from "./memberships";
import { type Operation, operation, pageSource } from "./operation";
import { isAskedFor } from "./userView";

const said = messages.teams;

/** Chosen, UNPROVEN. */
const DEFAULT_ROLE = "Team Member";

export const teamUsers: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/teams/{teamId}/users",
    run: (account, { params, query }) => {
      const { id } = teamOf(account, params.teamId);
      const found = membershipsWith(account, { member: "user", place: "team", placeId: id }).filter(
        ({ memberId }) => isAskedFor(userOf(account, memberId), query),
      );
      return { message: said.users, pages: pageSource(found, view) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/teams/{teamId}/users",
    status: 201,
    body: z.looseObject({ user_id: z.string().min(1), role: z.string().min(1).nullish() }),
    run: (account, { params, body }) => {
      const { id: teamId } = teamOf(account, params.teamId);
      const { id: userId } = userOf(account, body.user_id);
      const made = add(account, membership("user", userId, "team", teamId), body.role ?? DEFAULT_ROLE);
      return { message: said.userAdded, data: view(made) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/teams/{teamId}/users/{userId}",
    run: (account, { params }) => {
      const { id } = teamOf(account, params.teamId);
      const record = existing(account, membership("user", params.userId, "team", id));
      return { message: said.user, data: view(record) };
    },
  }),
  operation({
    method: "PATCH",
    path: "/v1/teams/{teamId}/users/{userId}",
    body: z.looseObject({ role: z.string().min(1).nullish() }),
    run: (account, { params, body }) => {
      const { id } = teamOf(account, params.teamId);
      const before = existing(account, membership("user", params.userId, "team", id));
      return { message: said.userUpdated, data: view(changeRole(account, before, body.role)) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/teams/{teamId}/users/{userId}",
    run: (account, { params }) => {
      const { id } = teamOf(account, params.teamId);
      removeMembership(account, existing(account, membership("user", params.userId, "team", id)));
      return { message: said.userRemoved };
    },
  }),
];

function view({ memberId, role, createdAt }: MembershipRecord): unknown {
  return { user_id: memberId, role, created_at: createdAt };
}
