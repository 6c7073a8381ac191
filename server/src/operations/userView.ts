import type { Account } from "../domain/account";
import type { UserRecord } from "../records/account";

/** A user as the API returns it. The role is that in the account, or that in the place which the answer is about. */
export function userView(account: Account, user: UserRecord, role: string | null): Record<string, unknown> {
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
    user_type: user.type ?? "REGULAR_USER",
    // Keys that the server was given are not among them.
    has_api_key: account.state.has("apiKeys", user.id),
    logged_in_at: user.loggedInAt,
    created_at: user.createdAt,
  };
}

/** Whether a list that may be filtered by `active` shows this user. */
export function isAskedFor(user: UserRecord, query: Readonly<Record<string, string>>): boolean {
  return query["active"] === undefined || String(user.active) === query["active"];
}
