import type { Account } from "../domain/account";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord, DestinationRecord, GroupRecord, UserRecord } from "../records/account";
import type { TeamRecord } from "../records/people";

/** The records that paths and bodies name, or the refusal that the API has for each. */

export function groupOf(account: Account, id: string): GroupRecord {
  const group = account.state.get("groups", id);
  if (group === undefined) throw errors.noGroup(id);
  return group;
}

export function destinationOf(account: Account, id: string): DestinationRecord {
  const destination = account.state.get("destinations", id);
  if (destination === undefined) throw errors.noDestination(id);
  return destination;
}

export function connectionOf(account: Account, id: string): ConnectionRecord {
  const connection = account.state.get("connections", id);
  if (connection === undefined) throw errors.noConnection(id);
  return connection;
}

/** A missing user is a plain `NotFound`, unlike everything else. */
export function userOf(account: Account, id: string): UserRecord {
  const user = account.state.get("users", id);
  if (user === undefined) throw errors.notFound(messages.notFound("User", id));
  return user;
}

export function teamOf(account: Account, id: string): TeamRecord {
  const team = account.state.get("teams", id);
  if (team === undefined) throw errors.noTeam(id);
  return team;
}
