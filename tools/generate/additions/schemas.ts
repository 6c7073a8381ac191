import type { Schema } from "../document.ts";

export const text: Schema = { type: "string" };
export const whole: Schema = { type: "integer", format: "int32" };
export const flag: Schema = { type: "boolean" };
export const time: Schema = { type: "string", format: "date-time" };

export const oneOf = (...values: string[]): Schema => ({ type: "string", enum: values });
export const listOf = (items: Schema): Schema => ({ type: "array", items });
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const orNull = (schema: Schema): Schema => ({ ...schema, nullable: true });

/** @param required names of the properties that are always there */
export const object = (properties: Record<string, Schema>, required: string[] = []): Schema => ({
  type: "object",
  ...(required.length > 0 && { required }),
  properties,
});

const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/** When a connection syncs, beside the older `sync_frequency`, `daily_sync_time` and `schedule_type`. */
export const CONNECTION_SCHEDULE = object({
  schedule_type: oneOf("CRON", "INTERVAL", "MANUAL", "TIME_OF_DAY"),
  interval: whole,
  time_of_day: text,
  days_of_week: listOf(oneOf(...DAYS)),
  cron: text,
});

export const userType = oneOf("REGULAR_USER", "SERVICE_ACCOUNT");
const keyStatus = oneOf("ACTIVE", "ACTIVE_GRACE", "EXPIRED");
const secret: Schema = { type: "string", format: "password" };
const volume = object({ volume: orNull({ type: "number" }) });
const syncBehavior = oneOf("BACKFILL", "CONTINUE", "CONTINUE_WITH_DATA");
const rowFilterWords = { name: text, description: text, operator: oneOf("AND", "OR") };

/** Schemas that the document of June does not have, by name. */
export const NEW_SCHEMAS: Readonly<Record<string, Schema>> = {
  ApiKeyResponse: object(
    {
      user_id: text,
      user_type: userType,
      key_value: text,
      created_at: time,
      key_status: keyStatus,
      expires_at: time,
      overlap_expires_at: orNull(time),
      last_rotated_at: orNull(time),
    },
    ["created_at", "key_status", "key_value", "user_id", "user_type"],
  ),
  CreateApiKeyRequest: object({ expiration_period_days: whole }),
  CreateApiKeyResponse: object(
    { key_value: text, key_secret: secret, key_status: text, created_at: time, expires_at: time },
    ["created_at", "key_secret", "key_status", "key_value"],
  ),
  RotateApiKeyRequest: object({ expiration_period_days: whole, overlap_days: whole }),
  RotateApiKeyResponse: object(
    {
      key_value: text,
      key_secret: secret,
      key_status: keyStatus,
      expires_at: time,
      overlap_expires_at: orNull(time),
      last_rotated_at: orNull(time),
    },
    ["expires_at", "key_secret", "key_status", "key_value"],
  ),
  ConnectorSyncHistoryResponse: object(
    {
      sync_id: text,
      start: orNull(text),
      end: orNull(text),
      status: text,
      reason: text,
      stages: object({ extract: volume, process: volume, load: volume }),
    },
    ["stages", "status", "sync_id"],
  ),
  ConnectionWarningItem: object({ code: text, message: text, error_message: text, created_at: time }, [
    "code",
    "created_at",
    "message",
  ]),
  TableWarnings: object({ schema: text, table: text, warnings: listOf(ref("ConnectionWarningItem")) }, [
    "warnings",
  ]),
  MoveConnectionsRequest: object(
    { destination_group_id: text, sync_behavior: syncBehavior, force_move: flag },
    ["destination_group_id"],
  ),
  MoveConnectionsResponse: object(
    {
      connection_id: text,
      source_group_id: text,
      destination_group_id: text,
      sync_behavior: syncBehavior,
      moved_at: orNull(time),
      job_id: text,
    },
    ["connection_id", "destination_group_id", "source_group_id", "sync_behavior"],
  ),
  MoveConnectionJobResponse: object(
    {
      id: text,
      status: oneOf("FAILED", "IN_PROGRESS", "PENDING", "SUCCESS"),
      connection_id: text,
      source_group_id: text,
      destination_group_id: text,
      created_at: time,
      started_at: orNull(time),
      completed_at: orNull(time),
      error_message: orNull(text),
    },
    ["connection_id", "created_at", "destination_group_id", "id", "source_group_id", "status"],
  ),
  RowFilterClauseDto: object(
    {
      column: text,
      column_type: oneOf("BIGDECIMAL", "BOOLEAN", "DATE", "DATETIME", "DOUBLE", "FLOAT", "LONG", "STRING"),
      operator: oneOf(
        "CONTAINS",
        "EQUALS",
        "GREATER",
        "GREATER_OR_EQUALS",
        "IN",
        "IS_NOT_NULL",
        "IS_NULL",
        "LESS",
        "LESS_OR_EQUALS",
        "NOT_EQUALS",
        "STARTS_WITH",
      ),
      values: listOf(text),
    },
    ["column_type", "operator", "values"],
  ),
  RowFilterDto: {
    ...object({ ...rowFilterWords, column_clauses: listOf(ref("RowFilterClauseDto")) }),
    nullable: true,
  },
  LogStatusResponse: object({ setup_state: text, tasks: listOf(ref("Alert")) }),
};

/** What a column can be in the destination. */
export const targetDataType = oneOf(
  "BigDecimal",
  "Binary",
  "Boolean",
  "Double",
  "Float",
  "Instant",
  "Int",
  "Json",
  "LocalDate",
  "LocalDateTime",
  "LocalTime",
  "Long",
  "Short",
  "String",
  "Unknown",
  "Xml",
);

/** Regions in which the document of June has no destinations, or no proxy agents. */
export const NEW_REGIONS = [
  "AWS_AP_NORTHEAST_2",
  "AWS_EU_NORTH_1",
  "AWS_EU_WEST_3",
  "AZURE_GERMANYWESTCENTRAL",
  "AZURE_KOREACENTRAL",
  "AZURE_SWITZERLANDNORTH",
  "AZURE_WESTUS3",
  "GCP_ASIA_NORTHEAST3",
  "GCP_ME_CENTRAL2",
] as const;
