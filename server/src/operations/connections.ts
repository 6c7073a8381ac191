import { removeConnection } from "../domain/connections/connections";
import { announce } from "../domain/webhooks/announce";
import { messages } from "../messages";
import { connectCardOf } from "./connectCard";
import { connectionUpdate, newConnection } from "./connectionModel";
import { createConnection, testNew, testUpdated, updateConnection } from "./connectionSetup";
import { connectionSummary, connectionView } from "./connectionView";
import { connectionOf } from "./find";
import { type Operation, operation, pageSource } from "./operation";

const said = messages.connections;

export const connections: readonly Operation[] = [
  operation({
    method: "GET",
    path: "/v1/connections",
    run: (account, { query }) => {
      const { group_id: groupId, schema } = query;
      const all =
        groupId === undefined ? [...account.state.all("connections")] : account.connectionsOf(groupId);
      const found = schema === undefined ? all : all.filter((connection) => connection.schema === schema);
      return { message: said.listed, pages: pageSource(found, connectionSummary) };
    },
  }),
  operation({
    method: "POST",
    path: "/v1/connections",
    status: 201,
    body: newConnection,
    prepare: async (account, { body }) => await testNew(account, body),
    run: (account, { body, prepared }) => {
      const { connection, tests } = createConnection(account, body, prepared);
      const card =
        body.connect_card_config && body.run_setup_tests === false
          ? connectCardOf(account, connection, body.connect_card_config)
          : {};
      return { message: said.created, data: { ...connectionView(connection, tests), ...card } };
    },
  }),
  operation({
    method: "GET",
    path: "/v1/connections/{connectionId}",
    run: (account, { params }) => ({
      message: said.details,
      data: connectionView(connectionOf(account, params.connectionId)),
    }),
  }),
  operation({
    method: "PATCH",
    path: "/v1/connections/{connectionId}",
    serviceOf: (account, { connectionId }) => account.state.get("connections", connectionId)?.service,
    body: connectionUpdate,
    prepare: async (account, { params, body }) =>
      await testUpdated(account, connectionOf(account, params.connectionId), body),
    run: (account, { params, body, prepared }) => {
      const { connection, tests } = updateConnection(
        account,
        connectionOf(account, params.connectionId),
        body,
        prepared,
      );
      return { message: said.updated, data: connectionView(connection, tests) };
    },
  }),
  operation({
    method: "DELETE",
    path: "/v1/connections/{connectionId}",
    run: (account, { params }) => {
      const { id, groupId } = connectionOf(account, params.connectionId);
      announce(account, { event: "delete_connector", connectionId: id, groupId });
      removeConnection(account, id);
      return { message: said.deleted(id) };
    },
  }),
];
