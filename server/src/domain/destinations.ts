import type { ConnectionRecord, DestinationRecord } from "../records/account";
import type { Account } from "./account";
import { putConnection } from "./connections/connections";
import { makeConnection } from "./connections/makeConnection";
import { METADATA_SCHEMA, METADATA_SERVICE } from "./services";

/** Keeps a destination. Where Fivetran does so, a new one gets a connection of Fivetran's own. @returns it as it is kept */
export function putDestination(account: Account, given: DestinationRecord): DestinationRecord {
  const destination = withStandInState(account, given);
  const isNew = !account.state.has("destinations", destination.id);
  account.state.put("destinations", destination.id, destination);
  if (isNew && account.settings.addMetadataConnections) addMetadataConnection(account, destination.id);
  return destination;
}

/** Adds Fivetran's own connection to a group, as the service does by itself some time after a destination is set up. */
export function addMetadataConnection(account: Account, groupId: string): ConnectionRecord {
  const made = makeConnection(account, {
    groupId,
    service: METADATA_SERVICE,
    schema: METADATA_SCHEMA,
    naming: { schema: METADATA_SCHEMA },
    setupState: "connected",
  });
  return putConnection(account, made);
}

/** Where data is really moved, a destination that nothing can be written into is incomplete; its setup tests say what is to be done. */
function withStandInState(account: Account, destination: DestinationRecord): DestinationRecord {
  return account.ports.syncs.destinationLacks(destination) === undefined
    ? destination
    : { ...destination, setupStatus: "incomplete" };
}
