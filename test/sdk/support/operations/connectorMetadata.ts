import type { OperationCase } from "../operations.ts";

const SUMMARY = {
  id: "postgres",
  name: "PostgreSQL",
  type: "Database",
  icons: [],
  icon_url: "https://example.com/postgres.svg",
  connector_class: "standard",
  supported_features: [{ id: "COLUMN_HASHING", notes: "all columns" }, { id: "HISTORY" }],
  service_status: "general_availability",
  service_status_updated_at: "2026-01-02T03:04:05Z",
};
const SUMMARY_RESULT = {
  id: "postgres",
  name: "PostgreSQL",
  type: "Database",
  icons: [],
  iconUrl: "https://example.com/postgres.svg",
  connectorClass: "standard",
  supportedFeatures: [{ id: "COLUMN_HASHING", notes: "all columns" }, { id: "HISTORY" }],
  serviceStatus: "general_availability",
  serviceStatusUpdatedAt: "2026-01-02T03:04:05Z",
};
const FIELDS = { type: "object", properties: { update_method: { type: "string" } } };

/** A kind of source as the API shows it, and as the client does. */
export const CONNECTOR_TYPE = {
  data: { ...SUMMARY, config: FIELDS, auth: FIELDS, external_secrets_keys_config: FIELDS },
  result: { ...SUMMARY_RESULT, config: FIELDS, auth: FIELDS, externalSecretsKeysConfig: FIELDS },
};

/** Every method of `client.connectorMetadata`. */
export const connectorMetadata: OperationCase[] = [
  {
    method: "connectorMetadata.list",
    operation: "GET /v1/metadata/connector-types",
    call: (client) => client.connectorMetadata.list().all(),
    sent: "/v1/metadata/connector-types?limit=1000",
    data: { items: [SUMMARY] },
    result: [SUMMARY_RESULT],
  },
  {
    method: "connectorMetadata.retrieve",
    operation: "GET /v1/metadata/connector-types/{service}",
    call: (client) => client.connectorMetadata.retrieve("postgres"),
    sent: "/v1/metadata/connector-types/postgres",
    ...CONNECTOR_TYPE,
  },
];
