import type { Fact } from "./fact";
import { lazyGenerated } from "./generated";

/** A kind of thing that has services. A log is a target of external logging. */
export type ServiceFamily = "connection" | "destination" | "log" | "privateLink";

/** Which keys of a connection's `config` name what it makes in the destination. */
export type ServiceNaming = "schema" | "schemaTable" | "schemaPrefix" | "schemaTableGroup";

/** What a service's own part of requests and answers may hold. */
export interface ServiceModel {
  readonly naming?: ServiceNaming;
  /** Without the naming keys. */
  readonly config: Fact;
  readonly auth?: Fact;
  /** What `config` also holds in answers. */
  readonly readOnly?: Fact;
  /** Which settings an external secrets manager may hold. */
  readonly secretsManagerKeys?: Fact;
}

/** A generated file: of each family, what is known of each service. */
export type ByService<T> = Readonly<Record<ServiceFamily, Readonly<Record<string, T>>>>;

const NAMING_KEYS: Readonly<Record<ServiceNaming, readonly string[]>> = {
  schema: ["schema"],
  schemaTable: ["schema", "table"],
  schemaPrefix: ["schema_prefix"],
  schemaTableGroup: ["schema", "table_group_name"],
};

/** Every key that names some connection. */
export const ALL_NAMING_KEYS: readonly string[] = [...new Set(Object.values(NAMING_KEYS).flat())];

const models = lazyGenerated<ByService<ServiceModel>>("services.model.json");

/** The services of a family that the document knows, sorted. */
export function servicesOf(family: ServiceFamily): string[] {
  return Object.keys(models()[family]);
}

export function isKnownService(family: ServiceFamily, service: string): boolean {
  return Object.hasOwn(models()[family], service);
}

/** Undefined for a service that the document does not know, such as one that a seed made up. */
export function modelOf(family: ServiceFamily, service: string): ServiceModel | undefined {
  return isKnownService(family, service) ? models()[family][service] : undefined;
}

/** How a connection of this service is named; undefined when that is not known. */
export function namingOf(service: string): ServiceNaming | undefined {
  return modelOf("connection", service)?.naming;
}

/** The keys of `config` that name a connection of this service; undefined when they are not known. */
export function namingKeysOf(service: string): readonly string[] | undefined {
  const naming = namingOf(service);
  return naming && NAMING_KEYS[naming];
}

/**
 * Those without which there is no connection. Two are not among them, whatever the document says: `table_group_name`, since a file
 * service whose files are tables of their own (a Magic Folder) takes a schema alone; and `table` where each report has a table of its
 * own: the Terraform provider's tests against the API make such connections without one.
 */
export function neededNamingKeysOf(service: string): readonly string[] {
  const keys = (namingKeysOf(service) ?? []).filter((key) => key !== "table_group_name");
  const { table, table_name } =
    modelOf("connection", service)?.config.fields?.["reports"]?.items?.fields ?? {};
  return table === undefined && table_name === undefined ? keys : keys.filter((key) => key !== "table");
}
