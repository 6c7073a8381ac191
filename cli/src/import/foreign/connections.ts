/** Connections in the records of Terraform's provider: three families, each in several records. */
import type { Properties } from "@pulumi-fivetran/core";
import {
  type ConnectionScheduleForm,
  DAYS,
  formatConnectionSchedule,
  olderFormOf,
} from "@pulumi-fivetran/sdk/words";
import type { Declared } from "./declared";
import { type Attributes, block, dynamic, type ForeignRecord, flag, text, texts, whole } from "./record";
import { serviceSettings } from "./settings";

/** `fivetran_connector`, `fivetran_connection` and `fivetran_connection_v2`, with what further records say of the same connection. */
export function connector(record: ForeignRecord, configs: readonly ForeignRecord[]): Declared {
  const { attributes, type } = record;
  const [id, service] = [text(attributes, "id") ?? "", text(attributes, "service") ?? ""];
  const parts = configs.filter((each) => text(each.attributes, "connection_id") === id);
  const own = type === "fivetran_connector" ? block(attributes, "config") : dynamic(attributes, "config");
  const config = Object.assign(
    {},
    own,
    ...parts.map((each) => dynamic(each.attributes, "config")),
  ) as Attributes;
  const ownAuth = type === "fivetran_connector" ? block(attributes, "auth") : dynamic(attributes, "auth");
  const auth = Object.assign(
    {},
    ownAuth,
    ...parts.map((each) => dynamic(each.attributes, "auth")),
  ) as Attributes;
  const name = text(attributes, "name") ?? nameIn(config) ?? id;
  return {
    kind: "Connector",
    id,
    name,
    groupId: text(attributes, "group_id"),
    inputs: {
      groupId: text(attributes, "group_id"),
      service,
      destinationSchema: destinationSchema(block(attributes, "destination_schema"), name, config),
      destinationSchemaNames: text(attributes, "destination_schema_names"),
      config: serviceSettings("connection", service, config),
      auth,
      ...settings(attributes),
      dataDelaySensitivity: unless(text(attributes, "data_delay_sensitivity"), "NORMAL"),
      dataDelayThresholdMinutes: unless(whole(attributes, "data_delay_threshold"), 0),
      dataChecks: flag(attributes, "data_checks"),
      ...tests(attributes, "off"),
    },
    facts: { schema: name },
  };
}

/** What a connection and a destination have in common. */
export function settings(attributes: Attributes): Properties {
  return {
    networkingMethod: unless(text(attributes, "networking_method"), "Directly"),
    privateLinkId: text(attributes, "private_link_id"),
    proxyAgentId: text(attributes, "proxy_agent_id"),
    hybridDeploymentAgentId: text(attributes, "hybrid_deployment_agent_id"),
  };
}

/** There a failing test is a warning, never a failure; where none ran, none will. */
export function tests(attributes: Attributes, otherwise: "off" | "warn"): Properties {
  const run = flag(attributes, "run_setup_tests");
  return {
    setupTests: run === true ? "warn" : run === false ? "off" : otherwise,
    trustCertificates: unless(flag(attributes, "trust_certificates"), false),
    trustFingerprints: unless(flag(attributes, "trust_fingerprints"), false),
  };
}

function unless<T>(value: T | undefined, plain: T): T | undefined {
  return value === plain ? undefined : value;
}

function nameIn(config: Attributes): string | undefined {
  return text(config, "schema_prefix") ?? text(config, "schema");
}

function destinationSchema(declared: Attributes, name: string, config: Attributes): Properties {
  const source = Object.keys(declared).length > 0 ? declared : config;
  const prefix = text(source, "prefix") ?? text(source, "schema_prefix");
  if (prefix !== undefined) return { prefix };
  const [first = name, ...inner] = name.split(".");
  const own = text(source, "name") ?? text(source, "schema");
  const group = text(source, "table_group_name");
  const table =
    text(source, "table") ?? (own === undefined && inner.length > 0 ? inner.join(".") : undefined);
  return {
    name: own ?? first,
    ...(group !== undefined ? { tableGroupName: group } : table === undefined ? {} : { table }),
  };
}

/** `fivetran_connector_schedule`, and the pause state of `fivetran_connection_v2`. */
export function schedule(
  { attributes }: ForeignRecord,
  others: readonly Attributes[],
  groupId?: string,
): Declared {
  const id = connectionIdOf(attributes);
  const paused = [attributes, ...others]
    .map((each) => flag(each, "paused"))
    .find((each) => each !== undefined);
  return {
    kind: "ConnectorSchedule",
    id,
    name: id,
    groupId: groupId ?? text(attributes, "group_id"),
    inputs: {
      connectorId: id,
      ...times(attributes),
      paused,
      pauseAfterTrial: flag(attributes, "pause_after_trial") === true ? true : undefined,
    },
  };
}

function times(attributes: Attributes): Properties {
  const form = formOf(block(attributes, "schedule"));
  const older = form === undefined ? undefined : olderFormOf(form);
  if (form !== undefined && older === undefined) return { schedule: formatConnectionSchedule(form) };
  const { syncFrequency, dailySyncTime, scheduleType } = older ?? {
    syncFrequency: whole(attributes, "sync_frequency"),
    dailySyncTime: text(attributes, "daily_sync_time"),
    scheduleType: text(attributes, "schedule_type"),
  };
  return {
    syncFrequencyMinutes: syncFrequency,
    dailySyncTime: syncFrequency === 1440 ? dailySyncTime : undefined,
    scheduleType,
  };
}

function formOf(schedule: Attributes): ConnectionScheduleForm | undefined {
  const named = texts(schedule, "days_of_week");
  const days = DAYS.filter((day) => named.includes(day));
  const daysOfWeek = days.length === 0 ? {} : { daysOfWeek: days };
  const [interval, timeOfDay, cron] = [
    whole(schedule, "interval"),
    text(schedule, "time_of_day"),
    text(schedule, "cron"),
  ];
  switch (text(schedule, "schedule_type")) {
    case "MANUAL":
      return { scheduleType: "MANUAL" };
    case "INTERVAL":
      return interval === undefined ? undefined : { scheduleType: "INTERVAL", interval, ...daysOfWeek };
    case "TIME_OF_DAY":
      return timeOfDay === undefined ? undefined : { scheduleType: "TIME_OF_DAY", timeOfDay, ...daysOfWeek };
    case "CRON":
      return cron === undefined ? undefined : { scheduleType: "CRON", cron };
    default:
      return undefined;
  }
}

/** Records have it under the name of their family, and as their own id. */
export function connectionIdOf(attributes: Attributes): string {
  return (
    text(attributes, "connector_id") ?? text(attributes, "connection_id") ?? text(attributes, "id") ?? ""
  );
}
