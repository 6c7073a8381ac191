import type { Account } from "../domain/account";
import { putConnection } from "../domain/connections/connections";
import { testAndKeep } from "../domain/connections/tests";
import { entry } from "../domain/schemas/schemaConfig";
import { hasState } from "../domain/services";
import { resync } from "../domain/syncs/resyncs";
import { canSync } from "../domain/syncs/schedule";
import { startSync, stopSync } from "../domain/syncs/syncs";
import { announce } from "../domain/webhooks/announce";
import { errors } from "../errors";
import { messages } from "../messages";
import type { ConnectionRecord } from "../records/account";
import { connectCardOf } from "./connectCard";
import { connectCardBody, resyncBody, stateBody, syncBody } from "./connectionModel";
import { connectionView } from "./connectionView";
import { trustBody } from "./destinationModel";
import { connectionOf } from "./find";
import { type Answer, type Operation, operation } from "./operation";
import { trustedKinds } from "./serviceSettings";

const said = messages.connections;

export const connectionActions: readonly Operation[] = [
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/test",
    body: trustBody,
    prepare: async (account, { params }) =>
      await account.ports.syncs.test(connectionOf(account, params.connectionId)),
    run: (account, { params, body, prepared }) => {
      const subject = connectionOf(account, params.connectionId);
      const { connection, tests } = testAndKeep(account, subject, trustedKinds(body), prepared);
      return { message: said.tested, data: connectionView(connection, tests) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/sync",
    body: syncBody,
    mayOmitBody: true,
    run: (account, { params, body }) => triggerSync(account, params.connectionId, body.force === true),
  }),
  // The older way to say {"force": true}.
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/force",
    run: (account, { params }) => triggerSync(account, params.connectionId, true),
  }),
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/resync",
    body: resyncBody,
    mayOmitBody: true,
    run: (account, { params, body }) => {
      const connection = connectionOf(account, params.connectionId);
      if (body.scope) checkScope(account, connection, body.scope, said.emptyScope);
      if (connection.runningSync !== undefined) throw errors.conflict(said.syncInProgress);
      resync(account, connection, body.scope ?? undefined);
      return { message: said.syncTriggered(connection.id) };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/connections/{connectionId}/state",
    run: (account, { params }) => {
      const connection = statefulConnection(account, params.connectionId);
      return { message: said.state, data: { state: connection.state ?? {} } };
    },
  }),
  operation({
    method: "PATCH",
    path: "/v1/connections/{connectionId}/state",
    body: stateBody,
    run: (account, { params, body }) => {
      const connection = statefulConnection(account, params.connectionId);
      if (connection.runningSync !== undefined) throw errors.conflict(said.syncInProgress);
      // That it must be paused is documented, the refusal is chosen, UNPROVEN.
      if (!connection.paused) throw errors.invalidInput(said.stateNeedsPause);
      const state = body.state ?? connection.state;
      putConnection(account, { ...connection, state, stateIsCommitted: undefined });
      return { message: said.stateUpdated, data: { state: state ?? {} } };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/connections/{connectionId}/connect-card",
    body: connectCardBody,
    run: (account, { params, body }) => {
      const connection = connectionOf(account, params.connectionId);
      const card = connectCardOf(account, connection, body.connect_card_config);
      // The old word is the API's own.
      return { message: said.connectCard, data: { connector_id: connection.id, ...card } };
    },
  }),
];

/** Tables whose history is to be read again must be named, and, where the schema config is known, exist. */
export function checkScope(
  account: Account,
  connection: ConnectionRecord,
  scope: Readonly<Record<string, readonly string[]>>,
  emptyMessage: string,
): void {
  const schemas = Object.entries(scope);
  if (schemas.length === 0 || schemas.some(([, tables]) => tables.length === 0)) {
    throw errors.invalidInput(emptyMessage);
  }
  const discovery = account.state.get("discoveries", connection.id);
  if (discovery === undefined) return;
  for (const [schema, tables] of schemas) {
    const found = entry(discovery.schemas, schema);
    if (found === undefined) throw errors.notFound(messages.schemas.noSchema(schema));
    for (const table of tables) {
      if (entry(found.tables, table) === undefined)
        throw errors.notFound(messages.schemas.noTable(schema, table));
    }
  }
}

/**
 * A sync that runs already counts as triggered, unless it is forced: then it starts anew. For a paused connection the answer is the same and
 * does not sync; one whose set-up never worked is refused (both UNPROVEN).
 */
function triggerSync(account: Account, id: string, isForced: boolean): Answer {
  const connection = connectionOf(account, id);
  if (connection.setupState === "incomplete") {
    throw errors.invalidInput(said.notConnected(connection.setupState));
  }
  announce(account, { event: "force_update_connector", connectionId: id, groupId: connection.groupId });
  const isRunning = connection.runningSync !== undefined;
  if (canSync(connection) && (!isRunning || isForced)) startSync(account, stopSync(account, connection));
  return { message: said.syncTriggered(id) };
}

function statefulConnection(account: Account, id: string): ConnectionRecord {
  const connection = connectionOf(account, id);
  if (!hasState(connection.service)) throw errors.stateUnsupported();
  return connection;
}
