import { z } from "zod";
import type { Account } from "../domain/account";
import type { Caller } from "../domain/accounts";
import { removeMembershipsWith } from "../domain/people/memberships";
import { checkRole } from "../domain/people/roles";
import { addUser } from "../domain/people/users";
import { errors } from "../errors";
import { messages } from "../messages";
import type { UserRecord } from "../records/account";
import { checkRegularUser } from "./apiKeys";
import { userOf } from "./find";
import { membershipOperations } from "./memberships";
import { type Operation, operation, pageSource } from "./operation";
import { isAskedFor, userView } from "./userView";

const said = messages.users;

const text = z.string().min(1);
const optionalText = z.string().nullish();

const userType = z.enum(["REGULAR_USER", "SERVICE_ACCOUNT"]);

const newUser = z.looseObject({
  email: text.nullish(),
  user_type: userType.nullish(),
  given_name: text,
  family_name: text,
  picture: optionalText,
  phone: optionalText,
  role: optionalText,
});

const userUpdate = z.looseObject({
  given_name: optionalText,
  family_name: optionalText,
  picture: optionalText,
  phone: optionalText,
  role: optionalText,
});

export const users: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/users",
    run: (account, { query }) => {
      const found = [...account.state.all("users")].filter(
        (user) => isAskedFor(user, query) && isOfKind(account, user, query),
      );
      return { message: said.listed, pages: pageSource(found, (user) => accountUserView(account, user)) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/users",
    status: 201,
    body: newUser,
    run: (account, { body, caller }) => ({
      message: said.created,
      data: accountUserView(account, addedBy(account, caller, body)),
    }),
  }),
  operation({
    method: "GET",
    path: "/v1/users/{userId}",
    run: (account, { params }) => ({
      message: said.details,
      data: accountUserView(account, userOf(account, params.userId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/users/{userId}",
    body: userUpdate,
    run: (account, { params, body, caller }) => {
      const user = userOf(account, params.userId);
      const role = body.role ?? user.role;
      // The words of the refusal are UNPROVEN; that the service refuses is documented.
      if (caller.userId === user.id && role !== user.role) throw errors.invalidInput(said.ownRole);
      const updated = update(account, user, body);
      return { message: said.updated, data: accountUserView(account, updated) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/users/{userId}",
    run: (account, { params }) => {
      const { id } = userOf(account, params.userId);
      // The account's own keys are this user's (chosen, UNPROVEN).
      if (id === account.settings.ownerId) throw errors.invalidInput(said.owner);
      removeMembershipsWith(account, { member: "user", memberId: id });
      account.state.remove("users", id);
      account.state.remove("apiKeys", id);
      return { message: said.deleted(id) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/users/{userId}/role",
    run: (account, { params, caller }) => {
      const user = userOf(account, params.userId);
      if (caller.userId === user.id) throw errors.invalidInput(said.ownRole);
      account.state.put("users", user.id, { ...user, role: "" });
      return { message: said.roleRemoved };
    },
  }),
  ...membershipOperations("user", "group"),
  ...membershipOperations("user", "connection"),
];

/**
 * An invited user has neither verified the address nor logged in; a service account needs no invitation, and no address. That a service
 * account cannot make one is documented, how it is refused is chosen, UNPROVEN.
 */
function addedBy(account: Account, caller: Caller, body: z.infer<typeof newUser>): UserRecord {
  const isService = body.user_type === "SERVICE_ACCOUNT";
  if (isService) checkRegularUser(account, caller, said.serviceAccountByServiceAccount);
  const email = body.email ?? null;
  if (email === null && !isService) throw errors.invalidInput(messages.fieldRequired("email"));
  const isTaken = [...account.state.all("users")].some(
    (user) => email !== null && user.email?.toLowerCase() === email.toLowerCase(),
  );
  if (email !== null && isTaken) throw errors.userExists(email);
  if (body.role) checkRole(account, body.role);
  return addUser(account, {
    email,
    type: body.user_type ?? undefined,
    givenName: body.given_name,
    familyName: body.family_name,
    picture: body.picture ?? null,
    phone: body.phone ?? null,
    role: body.role ?? "",
    verified: isService,
    invited: !isService,
  });
}

function isOfKind(
  account: Account,
  user: UserRecord,
  { user_type: type, has_api_key: hasKey }: Readonly<Record<string, string>>,
): boolean {
  const isType = type === undefined || type === (user.type ?? "REGULAR_USER");
  return isType && (hasKey === undefined || hasKey === String(account.state.has("apiKeys", user.id)));
}

/** `null` clears a picture or a phone, and leaves the rest as it is. */
function update(account: Account, user: UserRecord, body: z.infer<typeof userUpdate>): UserRecord {
  if (body.role) checkRole(account, body.role);
  const updated: UserRecord = {
    ...user,
    givenName: body.given_name ?? user.givenName,
    familyName: body.family_name ?? user.familyName,
    picture: body.picture === undefined ? user.picture : body.picture,
    phone: body.phone === undefined ? user.phone : body.phone,
    role: body.role ?? user.role,
  };
  account.state.put("users", user.id, updated);
  return updated;
}

/** A user without a role in the account has `null` there. */
function accountUserView(account: Account, user: UserRecord): Record<string, unknown> {
  return userView(account, user, user.role === "" ? null : user.role);
}
