import type { Account } from "../account";
import type { Announcement } from "./announcement";

/** What stands for a connection and a group in tests. */
const TEST_TYPE = "_connector_type";
const TEST_GROUP = "_destination_1";

/** The body of an event, as JSON. Its order of fields is the service's. */
export function payloadOf(account: Account, name: string, announced: Announcement): string {
  const { connectionId, transformationId, groupId, syncId, data } = announced;
  const connection = connectionId === undefined ? undefined : account.state.get("connections", connectionId);
  return JSON.stringify({
    event: name,
    created: now(account),
    connector_type: connection?.service,
    connector_id: connectionId,
    connector_name: connection?.schema,
    // Where an event of a transformation names it, no source shows beside the id in its data. UNPROVEN.
    transformation_id: transformationId,
    sync_id: syncId,
    destination_group_id: groupId,
    data,
  });
}

/** The event that a webhook gets when it is created or activated. */
export function activationPayload(account: Account): string {
  return JSON.stringify({
    event: "test_event",
    created: now(account),
    connector_type: TEST_TYPE,
    connector_id: "_connector_1",
    group_id: TEST_GROUP,
  });
}

/** What a webhook is sent when somebody tests it with an event. Only the connection's id is documented; the rest is UNPROVEN. */
export function testPayload(account: Account, event: string): string {
  return JSON.stringify({
    event,
    created: now(account),
    connector_type: TEST_TYPE,
    connector_id: "_connection_1",
    connector_name: "_connection_name",
    sync_id: "00000000-0000-0000-0000-000000000000",
    destination_group_id: TEST_GROUP,
    ...(event === "sync_end" ? { data: { status: "SUCCESSFUL" } } : {}),
  });
}

function now(account: Account): string {
  return new Date(account.clock.now()).toISOString();
}
