/** A service's own settings in the records of Terraform's provider: one block with the fields of all services. */
import { type ServiceFamily, serviceModel } from "@pulumi-fivetran/sdk/services";
import { type Attributes, compact, isRecord } from "./record";

/** Keys that name what a connection makes in its destination. */
const NAMING = ["schema", "schema_prefix", "table", "table_group_name"];

/**
 * The settings under Fivetran's own names. Terraform's provider puts the service behind a name that services understand differently
 * (`reports_linkedin_ads`), and the bridge puts lists in the plural; what the service's metadata knows decides.
 */
export function serviceSettings(
  family: ServiceFamily,
  service: string,
  config: Attributes,
): Record<string, unknown> {
  const fields = serviceModel(family, service)?.config.fields;
  const naming = family === "connection" ? NAMING : [];
  const entries = Object.entries((compact(config) ?? {}) as Attributes)
    .map(([key, value]) => [known(key, fields, service), withNames(value)] as const)
    .filter(([key]) => !naming.includes(key));
  return Object.fromEntries(entries);
}

function known(key: string, fields: Attributes | undefined, service: string): string {
  if (fields === undefined || Object.hasOwn(fields, key)) return key;
  const candidates = [
    key.endsWith(`_${service}`) ? key.slice(0, -service.length - 1) : undefined,
    key.endsWith("ies") ? `${key.slice(0, -3)}y` : undefined,
    key.endsWith("s") ? key.slice(0, -1) : undefined,
  ];
  return candidates.find((each) => each !== undefined && Object.hasOwn(fields, each)) ?? key;
}

/** Plain copies, at every depth. */
function withNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNames);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withNames(each)]));
}
