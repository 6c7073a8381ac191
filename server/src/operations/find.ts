import { errors } from "../errors";
import type { Account } from "../state/account";
import type { ConnectionRecord, DestinationRecord, GroupRecord } from "../state/records";

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
