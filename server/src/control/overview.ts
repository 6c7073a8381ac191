import type { Account } from "../domain/account";
import { connectionSummary } from "../operations/connectionView";
import type { DestinationRecord, GroupRecord } from "../records/account";
import { destinationProblems } from "./setupProblems";

/** A connection as lists of the API show it, with its `status`. */
export type ConnectionOverview = Readonly<Record<string, unknown>>;

export interface GroupOverview {
  readonly id: string;
  readonly name: string;
  readonly created_at: string;
  /** Null while the group has none. */
  readonly destination: DestinationOverview | null;
  readonly connections: readonly ConnectionOverview[];
}

export interface DestinationOverview {
  readonly id: string;
  readonly service: string;
  readonly region: string;
  readonly setup_status: string;
  /** Why it is not connected, in words; empty when it is. */
  readonly setup_problems: readonly string[];
  readonly networking_method: string;
}

/** What is in an account, in the API's words, without any config: `GET /_local/overview`. */
export interface AccountOverview {
  readonly id: string;
  /** How many of each kind the account holds, by the name of the state's collection. */
  readonly counts: Readonly<Record<string, number>>;
  readonly groups: readonly GroupOverview[];
}

export function overviewOf(account: Account): AccountOverview {
  const connections = new Map<string, ConnectionOverview[]>();
  for (const connection of account.state.all("connections")) {
    const view = connectionSummary(connection);
    const siblings = connections.get(connection.groupId);
    if (siblings === undefined) connections.set(connection.groupId, [view]);
    else siblings.push(view);
  }
  const group = ({ id, name, createdAt }: GroupRecord): GroupOverview => ({
    id,
    name,
    created_at: createdAt,
    destination: destinationOverview(account.state.get("destinations", id)),
    connections: connections.get(id) ?? [],
  });
  return {
    id: account.id,
    counts: account.state.counts(),
    groups: [...account.state.all("groups")].map(group),
  };
}

function destinationOverview(destination: DestinationRecord | undefined): DestinationOverview | null {
  if (destination === undefined) return null;
  const { id, service, region, setupStatus, networkingMethod } = destination;
  return {
    id,
    service,
    region,
    setup_status: setupStatus,
    setup_problems: destinationProblems(destination),
    networking_method: networkingMethod,
  };
}
