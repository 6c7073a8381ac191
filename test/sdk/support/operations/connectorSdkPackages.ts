import { text } from "node:stream/consumers";
import type { OperationCase } from "../operations.ts";

const PACKAGE = {
  id: "p_1",
  connection_id: null,
  created_by: "u_1",
  last_updated_by: "u_1",
  created_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
  file_sha256_hash: "ab12",
};
const RESULT = {
  id: "p_1",
  connectionId: null,
  createdBy: "u_1",
  lastUpdatedBy: "u_1",
  createdAt: "2026-01-02T03:04:05Z",
  updatedAt: "2026-01-02T03:04:05Z",
  fileSha256Hash: "ab12",
};

/** Every method of `client.connectorSdkPackages`. */
export const connectorSdkPackages: OperationCase[] = [
  {
    method: "connectorSdkPackages.list",
    operation: "GET /v1/connector-sdk/packages",
    call: (client) => client.connectorSdkPackages.list().all(),
    sent: "/v1/connector-sdk/packages?limit=1000",
    data: { items: [PACKAGE] },
    result: [RESULT],
  },
  {
    method: "connectorSdkPackages.create",
    operation: "POST /v1/connector-sdk/packages",
    call: (client) => client.connectorSdkPackages.create(Buffer.from("PK zip")),
    sent: "/v1/connector-sdk/packages",
    body: { file: { name: "code.zip", type: "application/zip", text: "PK zip" } },
    data: PACKAGE,
    result: RESULT,
  },
  {
    method: "connectorSdkPackages.retrieve",
    operation: "GET /v1/connector-sdk/packages/{package_id}",
    call: (client) => client.connectorSdkPackages.retrieve("p_1"),
    sent: "/v1/connector-sdk/packages/p_1",
    data: PACKAGE,
    result: RESULT,
  },
  {
    method: "connectorSdkPackages.update",
    operation: "PATCH /v1/connector-sdk/packages/{package_id}",
    call: (client) => client.connectorSdkPackages.update("p_1", Buffer.from("PK newer")),
    sent: "/v1/connector-sdk/packages/p_1",
    body: { file: { name: "code.zip", type: "application/zip", text: "PK newer" } },
    data: PACKAGE,
    result: RESULT,
  },
  {
    method: "connectorSdkPackages.delete",
    operation: "DELETE /v1/connector-sdk/packages/{package_id}",
    call: (client) => client.connectorSdkPackages.delete("p_1"),
    sent: "/v1/connector-sdk/packages/p_1",
  },
  {
    method: "connectorSdkPackages.download",
    operation: "GET /v1/connector-sdk/packages/{package_id}/download",
    call: async (client) => text(await client.connectorSdkPackages.download("p_1")),
    sent: "/v1/connector-sdk/packages/p_1/download",
    bare: "PK zip",
    result: "PK zip",
  },
];
