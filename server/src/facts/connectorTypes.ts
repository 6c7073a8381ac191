import type { Fact } from "./fact";
import { modelOf, namingKeysOf, namingOf, type ServiceModel, servicesOf } from "./services";

/** What the API tells of a kind of source, in the API's own words. */
export interface ConnectorType {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly description: string;
  readonly icon_url: string;
  readonly icons: readonly string[];
  readonly link_to_docs: string;
  readonly link_to_erd: string;
  readonly connector_class: string;
  readonly service_status: string;
  readonly service_status_updated_at: string;
  readonly supported_features: readonly { readonly id: string; readonly notes: string }[];
}

/** What its settings are made of. */
export interface ConnectorSettings {
  readonly config: SettingType;
  readonly auth?: SettingType;
  readonly external_secrets_keys_config?: SettingType;
}

/** One setting; an object has `properties`, a list `items`. */
export interface SettingType {
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly readonly?: boolean;
  readonly nullable?: boolean;
  readonly immutable?: boolean;
  readonly format?: "password";
  readonly fieldStatus?: "general_availability";
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, SettingType>>;
  readonly items?: SettingType;
  readonly required?: readonly string[];
}

/**
 * What the document does not say of a service, and clients compare: go-fivetran's end-to-end tests read these two. All others have a
 * name made of their id, a type that follows from their naming, and the class `standard` (UNPROVEN).
 */
const KNOWN: Readonly<Record<string, Partial<ConnectorType>>> = {
  "15five": {
    name: "15Five",
    type: "HumanResources",
    description: "15Five is an employee performance management platform.",
    connector_class: "lite",
  },
  google_ads: { type: "Marketing" },
};

/** The order that the same tests read; the facts have every enumeration sorted. */
const ENUM_ORDER: Readonly<Record<string, readonly string[]>> = {
  "google_ads config.sync_mode": ["ManagerAccounts", "AllAccounts", "SpecificAccounts"],
};

const ACRONYMS = new Set(
  `adp aws bi bim cj crm db dbt dcl dsp dsv ebs ecc edc es ftp gcs hcm hr hva id lms msk pi plm pos rac rds rtb sap sdk sftp sql s3 ukg vts vwo
  g2 d2l`.split(/\s+/),
);

const FUNCTIONS = new Set(["aws_lambda", "azure_function", "google_cloud_function", "connector_sdk"]);
const EVENTS = new Set([
  "webhooks",
  "segment",
  "snowplow",
  "kafka",
  "apache_kafka",
  "confluent_cloud",
  "kinesis",
]);

const TYPES = {
  schema: "API",
  schemaTable: "API",
  schemaPrefix: "Database",
  schemaTableGroup: "File",
} as const;
const FOLDERS: Readonly<Record<string, string>> = {
  Database: "databases",
  File: "files",
  Function: "functions",
  Events: "events",
};

/** The ids of all kinds of sources, sorted. */
export function connectorTypeIds(): string[] {
  return servicesOf("connection");
}

/** What lists tell of a kind of source. A service that the document does not know is told of all the same. */
export function connectorType(service: string): ConnectorType {
  const known = KNOWN[service] ?? {};
  const hyphenated = service.replaceAll("_", "-");
  const name = known.name ?? nameOf(service);
  const type = typeOf(service);
  const resources = `https://fivetran.com/integrations/${service}/resources/${hyphenated}`;
  const docs = `https://fivetran.com/docs/connectors/${FOLDERS[type] ?? "applications"}/${hyphenated}`;
  return {
    id: service,
    name,
    type,
    description: `${name} as a source of connections`,
    icon_url: `${resources}.png`,
    icons: [`${resources}_512.png`, `${resources}_40.svg`],
    link_to_docs: docs,
    link_to_erd: `${docs}#schemainformation`,
    connector_class: "standard",
    service_status: "general_availability",
    // When each service became available is not in the document.
    service_status_updated_at: "2020-01-01",
    supported_features: featuresOf(service),
    ...known,
  };
}

/** What details tell besides. */
export function connectorSettings(service: string): ConnectorSettings {
  const model = modelOf("connection", service);
  const { name } = connectorType(service);
  const auth = model?.auth;
  const keys = model?.secretsManagerKeys;
  return {
    config: configType(service, name, model),
    ...(auth && { auth: { ...objectType(`${service} auth`, "auth", auth, 0) } }),
    ...(keys && {
      external_secrets_keys_config: objectType(`${service} keys`, "external_secrets_keys_config", keys, 0),
    }),
  };
}

function configType(service: string, name: string, model: ServiceModel | undefined): SettingType {
  const namingKeys = namingKeysOf(service) ?? [];
  const naming = Object.fromEntries(namingKeys.map((key) => [key, namingType(key)]));
  const readOnly = objectType("", "", model?.readOnly ?? {}, 0).properties ?? {};
  const config = objectType(`${service} config`, "", model?.config ?? {}, 0);
  return {
    ...config,
    title: `${name} config object`,
    properties: {
      ...naming,
      ...config.properties,
      ...Object.fromEntries(
        Object.entries(readOnly).map(([key, field]) => [key, { ...field, readonly: true }]),
      ),
    },
    required: namingKeys,
  };
}

/** A connection keeps its name. */
function namingType(key: string): SettingType {
  return {
    type: "string",
    description: key,
    readonly: false,
    nullable: false,
    immutable: true,
    fieldStatus: "general_availability",
  };
}

function objectType(path: string, description: string, fact: Fact, depth: number): SettingType {
  const fields = Object.entries(fact.fields ?? {}).map(([name, field]) => [
    name,
    fieldType(`${path}.${name}`, name, field, depth + 1),
  ]);
  return {
    type: "object",
    description,
    readonly: false,
    // The entries were made right above.
    properties: Object.fromEntries(fields) as Record<string, SettingType>,
    ...(fact.required && { required: fact.required }),
  };
}

function fieldType(path: string, name: string, fact: Fact, depth: number): SettingType {
  return {
    ...valueType(path, name, fact, depth),
    fieldStatus: "general_availability",
    ...(fact.secret === true && { nullable: true, format: "password", immutable: false }),
  };
}

/** The texts are names: of the field, and of a list's items below the first level (simple ones on it have none, as the service has it). */
function valueType(path: string, name: string, fact: Fact, depth: number): SettingType {
  if (fact.fields !== undefined) return objectType(path, name, fact, depth);
  if (fact.items === undefined) {
    const values = ENUM_ORDER[path] ?? fact.enum?.map(String);
    return {
      type: fact.type ?? "string",
      description: name,
      readonly: false,
      ...(values && { enum: values }),
    };
  }
  const items = valueType(path, name, fact.items, depth);
  const isBare = depth === 1 && fact.items.fields === undefined;
  return {
    type: "array",
    description: name,
    readonly: false,
    items: isBare ? { ...items, description: "" } : items,
  };
}

function nameOf(service: string): string {
  const words = service
    .split("_")
    .map((word) => (ACRONYMS.has(word) ? word.toUpperCase() : capitalised(word)));
  return words.join(" ");
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function typeOf(service: string): string {
  if (FUNCTIONS.has(service)) return "Function";
  if (EVENTS.has(service)) return "Events";
  if (/(?:^|_)(?:ads|advertising|marketing)(?:_|$)/.test(service)) return "Marketing";
  return TYPES[namingOf(service) ?? "schema"];
}

function featuresOf(service: string): { id: string; notes: string }[] {
  const isDatabase = namingOf(service) === "schemaPrefix";
  const ids = ["API_CONFIGURABLE", "COLUMN_HASHING", "DATA_BLOCKING", "RE_SYNC"];
  if (isDatabase) ids.push("CAPTURE_DELETES", "HISTORY", "PRIVATE_NETWORKING", "ROW_FILTERING");
  if (modelOf("connection", service)?.auth !== undefined) ids.push("AUTHORIZATION_VIA_API");
  return ids.map((id) => ({ id, notes: FEATURE_NOTES[id] ?? "" }));
}

const FEATURE_NOTES: Readonly<Record<string, string>> = {
  API_CONFIGURABLE: "All settings",
  COLUMN_HASHING: "All columns but keys",
  DATA_BLOCKING: "Column level and table level",
  RE_SYNC: "Connection and table level",
};
