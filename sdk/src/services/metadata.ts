// Type imports stand apart: TypeScript before 4.5 cannot read them inline in the declarations that this becomes.
import type { ServiceFamily } from "./generated";
import { entryOf, lazyGenerated } from "./generated";

/**
 * Which keys of a connection's `config` name its schemas and tables: `schema`; `schema` and `table`; `schema_prefix`;
 * or `schema` and `table_group_name`. Fivetran never lets them be changed.
 */
export type ServiceNaming = "schema" | "schemaTable" | "schemaPrefix" | "schemaTableGroup";

/**
 * What is known of a service. Paths begin with `config` or `auth`, go on with dots, and have `[]` for the items of a
 * list: `config.password`, `config.secrets_list[].value`.
 */
export interface ServiceMetadata {
  /** Only of connections. */
  readonly naming?: ServiceNaming;

  /**
   * What holds secrets, each path with all that is below it: marked so by Fivetran, named like a secret, and `auth` as a
   * whole. A setting that this version does not know is not here; `isSecretPath` judges it by its name.
   */
  readonly secretPaths: readonly string[];

  /** What stands in answers only, such as a generated public key. */
  readonly readOnlyPaths: readonly string[];

  /** The values known today. Fivetran adds to them, so another value is a reason for a warning, not for an error. */
  readonly enums: Readonly<Record<string, readonly (string | number)[]>>;

  /** What must be given when the thing is made: the naming keys, and the settings of a private link. */
  readonly required: readonly string[];
}

/** One service in `services.metadata.json`. Empty parts are left out there. */
interface Entry {
  readonly naming?: ServiceNaming;
  readonly marked?: readonly string[];
  readonly named?: readonly string[];

  /** Named like a secret, and none: a switch, a number, one of known values. */
  readonly plain?: readonly string[];
  readonly readOnly?: readonly string[];
  readonly enums?: ServiceMetadata["enums"];
  readonly required?: readonly string[];
}

const NAMING_KEYS: Readonly<Record<ServiceNaming, readonly string[]>> = {
  schema: ["schema"],
  schemaTable: ["schema", "table"],
  schemaPrefix: ["schema_prefix"],
  schemaTableGroup: ["schema", "table_group_name"],
};

const AUTH = "auth";

const entries = lazyGenerated<Entry>("services.metadata.json");

/** The services of a family that this version knows, sorted. */
export function serviceIds(family: ServiceFamily): string[] {
  return Object.keys(entries()[family]);
}

/** What is known of a service, or undefined for one that this version does not know. */
export function serviceMetadata(family: ServiceFamily, service: string): ServiceMetadata | undefined {
  const entry = entryOf(entries(), family, service);
  if (entry === undefined) return undefined;
  const { naming, marked = [], named = [], readOnly = [], enums = {}, required = [] } = entry;
  const ownSecrets = [...marked, ...named].filter((path) => !isWithin(path, AUTH));
  return {
    ...(naming !== undefined && { naming }),
    secretPaths: [AUTH, ...ownSecrets].sort(),
    readOnlyPaths: readOnly,
    enums,
    required: [...namingKeys(naming).map((key) => `config.${key}`), ...required],
  };
}

/** Settings that are named like a secret in a service and are none, such as a switch or one of known values. */
export function plainPaths(family: ServiceFamily, service: string): readonly string[] {
  return entryOf(entries(), family, service)?.plain ?? [];
}

/** The keys of `config` that a naming kind takes. */
export function namingKeys(naming: ServiceNaming | undefined): readonly string[] {
  return naming === undefined ? [] : NAMING_KEYS[naming];
}

/** `["config", "list", 0, "key"]` to `config.list[].key`. */
export function pathText(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");
}

function isWithin(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}.`) || path.startsWith(`${ancestor}[`);
}
