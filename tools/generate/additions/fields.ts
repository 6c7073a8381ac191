import type { Schema } from "../document.ts";
import { flag, listOf, ref, targetDataType, text, userType, whole } from "./schemas.ts";
import { SOURCES } from "./sources.ts";

/** Fields that schemas of the document have gained. */
export interface NewFields {
  readonly source: string;
  readonly schemas: readonly string[];
  readonly fields: Readonly<Record<string, Schema>>;
  /** The property in which they stand, where it is not the schema itself. */
  readonly within?: string;
  /** Those that are always there. */
  readonly required?: readonly string[];
}

const { september, terraform, commandLine } = SOURCES;

export const NEW_FIELDS: readonly NewFields[] = [
  { source: september, schemas: ["UserResponse"], fields: { user_type: userType, has_api_key: flag } },
  { source: september, schemas: ["NewUserRequest"], fields: { user_type: text } },
  {
    source: september,
    schemas: [
      "AddLogRequest",
      "AddAccountLogRequest",
      "UpdateLogRequest",
      "UpdateLogRequest_update_log_service",
    ],
    fields: { run_setup_tests: flag },
  },
  {
    source: september,
    schemas: ["LogResponse", "LogExtendedResponse"],
    fields: { status: ref("LogStatusResponse") },
  },
  {
    source: september,
    schemas: ["LogExtendedResponse"],
    fields: { setup_tests: listOf(ref("SetupTestResultResponse")) },
  },
  {
    source: september,
    schemas: ["StandardConfigResponse"],
    fields: { row_filtering_supported: flag },
  },
  { source: september, schemas: ["TableUpdateRequest"], fields: { row_filter: ref("RowFilterDto") } },
  {
    source: september,
    schemas: ["TableConfigResponse"],
    fields: { row_filter: ref("RowFilterDto"), parent_table: text },
  },
  { source: september, schemas: ["ColumnUpdateRequest"], fields: { target_data_type: targetDataType } },
  { source: september, schemas: ["ColumnConfigResponse"], fields: { target_data_type: text } },
  {
    source: september,
    schemas: ["ProxyAgentCreatedResponse"],
    fields: { orchestrator_host: text, orchestrator_port: whole },
    required: ["orchestrator_host", "orchestrator_port"],
  },
  {
    source: september,
    schemas: [
      "QUICKSTART_new_transformation_config_V1",
      "QUICKSTART_update_transformation_config_V1",
      "QUICKSTART_transformation_config_response_V1",
    ],
    within: "transformation_config",
    fields: { group_id: text },
  },
  {
    source: terraform,
    schemas: ["ConnectorResponse", "ConnectorResponseV1", "NewConnectorRequestV1", "UpdateConnectorRequest"],
    fields: { data_checks: flag },
  },
  {
    source: commandLine,
    schemas: ["MetadataResponse", "MetadataResponseShort"],
    fields: { supports_schema_reload: flag },
  },
  {
    source: commandLine,
    schemas: ["ConnectorSdkPackageResponse"],
    fields: { connection_ids: listOf(text) },
  },
];
