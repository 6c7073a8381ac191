import type { GroupRecord } from "../../records/account";
import type { Account } from "../account";
import { membership, setMembership } from "./memberships";

const CREATOR_ROLE = "Destination Administrator";

/** Adds a group. It has one member, the account's owner, who made it. */
export function addGroup(
  account: Account,
  group: {
    readonly id?: string | undefined;
    readonly name: string;
    readonly createdAt?: string | undefined;
  },
): GroupRecord {
  const id = group.id ?? account.newId();
  const createdAt = group.createdAt ?? account.clock.timestamp();
  const made: GroupRecord = { id, name: group.name, createdAt };
  account.state.put("groups", id, made);
  setGroupRole(account, id, account.settings.ownerId, CREATOR_ROLE);
  return made;
}

export function setGroupRole(account: Account, groupId: string, userId: string, role: string): void {
  setMembership(account, membership("user", userId, "group", groupId), role);
}
