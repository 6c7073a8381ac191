import type { UserRecord } from "../../records/account";
import type { Account } from "../account";

/** Adds a user: an active one, who has verified the e-mail address, where `user` does not say otherwise. */
export function addUser(account: Account, user: Partial<UserRecord> & Pick<UserRecord, "email">): UserRecord {
  const made: UserRecord = {
    givenName: "",
    familyName: "",
    verified: true,
    invited: false,
    active: true,
    picture: null,
    phone: null,
    role: "",
    loggedInAt: null,
    createdAt: account.clock.timestamp(),
    ...user,
    id: user.id ?? account.newId(),
  };
  account.state.put("users", made.id, made);
  return made;
}
