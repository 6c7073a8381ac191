import type { ConnectionRecord, DestinationRecord } from "../../records/account";
import type { Account } from "../account";

/** The field by which connections and destinations name what they go through. */
export type NetworkId =
  | "privateLinkId"
  | "proxyAgentId"
  | "hybridDeploymentAgentId"
  | "externalSecretsManagerId";

export interface NetworkUsers {
  readonly connections: readonly ConnectionRecord[];
  readonly destinations: readonly DestinationRecord[];
}

/** What goes through a private link or an agent, or reads its secrets from a secrets manager. */
export function usersOf(account: Account, field: NetworkId, id: string): NetworkUsers {
  return {
    connections: [...account.state.all("connections")].filter((one) => one[field] === id),
    destinations: [...account.state.all("destinations")].filter((one) => one[field] === id),
  };
}
