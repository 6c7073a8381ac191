import type { OperationCase } from "../operations.ts";
import { CONNECTOR_TYPE } from "./connectorMetadata.ts";

const list: Pick<OperationCase, "method" | "operation" | "call" | "sent" | "result"> = {
  method: "publicEndpoints.listConnectorTypes",
  operation: "GET /public/connector-types",
  call: (client) => client.publicEndpoints.listConnectorTypes(),
  sent: "/public/connector-types",
  result: [CONNECTOR_TYPE.result],
};

/** Every method of `client.publicEndpoints`, answered in each way that is read. */
export const publicEndpoints: OperationCase[] = [
  { ...list, data: [CONNECTOR_TYPE.data] },
  { ...list, data: { items: [CONNECTOR_TYPE.data] } },
  { ...list, data: CONNECTOR_TYPE.data },
];
