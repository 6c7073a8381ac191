import type { Account } from "../domain/account";
import { connectionSummary } from "../operations/connectionView";
import type * as page from "../page/browser/protocol";
import type { DestinationRecord, GroupRecord } from "../records/account";
import { destinationProblems } from "./setupProblems";

/** A connection as lists of the API show it, with its `status`. */
export type ConnectionOverview = Readonly<Record<string, unknown>>;

export type GroupOverview = page.GroupOverview<ConnectionOverview>;

/** What is in an account: `GET /_local/overview`. The page declares its shape, since it is compiled apart. */
export type AccountOverview = page.AccountOverview<ConnectionOverview>;

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

function destinationOverview(destination: DestinationRecord | undefined): page.DestinationOverview | null {
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
