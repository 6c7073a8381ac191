// Type imports stand apart: TypeScript before 4.5 cannot read them inline in the declarations that this becomes.
import type { ServiceFamily } from "./generated";
import { entryOf, lazyGenerated } from "./generated";
import type { ServiceNaming } from "./metadata";
import { namingKeys } from "./metadata";

/** What a setting may be. Facts that Fivetran's document does not state are absent. */
export interface ServiceField {
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  readonly format?: "date-time" | "byte" | "binary";

  /** Marked as a secret by Fivetran; see `ServiceMetadata.secretPaths` for what else is one. */
  readonly secret?: true;

  /** The values known today. */
  readonly enum?: readonly (string | number)[];

  /** Of an object, by key. Without it, an object may hold anything. */
  readonly fields?: Readonly<Record<string, ServiceField>>;

  /** Keys of {@link fields} that must be given. */
  readonly required?: readonly string[];

  /** Of an array. */
  readonly items?: ServiceField;
}

/** All that is known of a service's settings. */
export interface ServiceModel {
  readonly naming?: ServiceNaming;

  /** Without the naming keys. */
  readonly config: ServiceField;
  readonly auth?: ServiceField;

  /** What `config` also holds in answers. */
  readonly readOnly?: ServiceField;

  /** Which settings an external secrets manager may hold. */
  readonly secretsManagerKeys?: ServiceField;
}

const models = lazyGenerated<ServiceModel>("services.model.json");

/** The settings of a service, or undefined for one that this version does not know. */
export function serviceModel(family: ServiceFamily, service: string): ServiceModel | undefined {
  return entryOf(models(), family, service);
}

/**
 * The keys that a service's `config` or `auth` may have when the thing is made, naming keys included, sorted. Undefined
 * when they are not known: the service is not, or Fivetran's document leaves its settings open.
 */
export function knownKeys(
  family: ServiceFamily,
  service: string,
  part: "config" | "auth" = "config",
): string[] | undefined {
  const model = serviceModel(family, service);
  if (model === undefined) return undefined;
  const naming = part === "config" ? namingKeys(model.naming) : [];
  const fields = Object.keys(model[part]?.fields ?? {});
  return fields.length + naming.length === 0 ? undefined : [...naming, ...fields].sort();
}
