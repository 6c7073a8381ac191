import { z } from "zod";
import { errors } from "../errors";
import { messages } from "../messages";
import type { UserRecord } from "../state/records";
import { groupOf } from "./find";
import { listing, type Operation, operation } from "./operation";

const said = messages.groups;

/** Chosen, UNPROVEN. */
const DEFAULT_ROLE = "Destination Reviewer";

export const groupUsers: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/groups/{groupId}/users",
    run: (account, { params, query }) => {
      const { id } = groupOf(account, params.groupId);
      const roleOf = (user: UserRecord): string | undefined =>
        account.state.get("groupMemberships", `${id}/${user.id}`)?.role;
      // Who has a role in the account is listed in every group, with an empty role where they are no member.
      const users = [...account.state.all("users")].filter(
        (user) =>
          (roleOf(user) !== undefined || user.role !== "") &&
          (query["active"] === undefined || String(user.active) === query["active"]),
      );
      return { message: said.users, listing: listing(users, (user) => userView(user, roleOf(user) ?? "")) };
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
      account.setGroupRole(id, user.id, body.role ?? DEFAULT_ROLE);
      return { message: said.userAdded };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/groups/{groupId}/users/{userId}",
    run: (account, { params }) => {
      const { id } = groupOf(account, params.groupId);
      const membership = `${id}/${params.userId}`;
      if (!account.state.has("groupMemberships", membership))
        throw errors.notFound(said.noMember(params.userId));
      account.state.remove("groupMemberships", membership);
      return { message: said.userRemoved(params.userId) };
    },
  }),
];

function userView(user: UserRecord, role: string): unknown {
  return {
    id: user.id,
    email: user.email,
    given_name: user.givenName,
    family_name: user.familyName,
    verified: user.verified,
    invited: user.invited,
    active: user.active,
    picture: user.picture,
    phone: user.phone,
    role,
    logged_in_at: user.loggedInAt,
    created_at: user.createdAt,
  };
}
