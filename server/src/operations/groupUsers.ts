import { z } from "zod";
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
import { groupOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";
import { isAskedFor, userView } from "./userView";

const said = messages.groups;

/** Chosen, UNPROVEN. */
const DEFAULT_ROLE = "Destination Reviewer";

export const groupUsers: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/groups/{groupId}/users",
    run: (account, { params, query }) => {
      const { id } = groupOf(account, params.groupId);
      const members = membershipsWith(account, { member: "user", place: "group", placeId: id });
      const roles = new Map(members.map(({ memberId, role }) => [memberId, role]));
      // Users with a role in the account are listed in every group, with an empty role where they are no member.
      const users = [...account.state.all("users")].filter(
        (user) => (roles.has(user.id) || user.role !== "") && isAskedFor(user, query),
      );
      return {
        message: said.users,
        pages: pageSource(users, (user) => userView(account, user, roles.get(user.id) ?? "")),
      };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/groups/{groupId}/users",
    body: z.looseObject({ email: z.string().min(1), role: z.string().nullish() }),
    run: (account, { params, body }) => {
      const { id } = groupOf(account, params.groupId);
      const user = [...account.state.all("users")].find(({ email }) => email === body.email);
      if (user === undefined) throw errors.notFound(said.noUserWithEmail(body.email));
      const role = body.role ?? DEFAULT_ROLE;
      checkRole(account, role);
      // Adding a member again changes the role (UNPROVEN).
      setMembership(account, membership("user", user.id, "group", id), role);
      return { message: said.userAdded };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/groups/{groupId}/users/{userId}",
    run: (account, { params }) => {
      const { id } = groupOf(account, params.groupId);
      const place = membership("user", params.userId, "group", id);
      if (membershipRecord(account, place) === undefined) throw errors.notFound(said.noMember(params.userId));
      removeMembership(account, place);
      return { message: said.userRemoved(params.userId) };
    },
  }),
];
