import type { ErrorObject } from "ajv";
import type { Fact } from "./fact";
import { type NamedFact, schemaFact } from "./operations";
import { isKnownService, modelOf, namingKeysOf, neededNamingKeysOf, type ServiceModel } from "./services";

/** What a body is for: settings are demanded of what is made, never of a change; answers hold more than can be sent. */
export type BodyPurpose = "creation" | "update" | "answer";

/** Where a service's own settings stand in a body. */
export const SETTINGS = ["config", "auth", "external_secrets_keys_config"] as const;

/**
 * Whether a difference from the document is one of a service's settings that only the document rules out: a key, or a value outside
 * an enumeration. The service takes both: its vendor's tests make a `share_point` connection with the `file_type` `unstructured`.
 */
export function isUnknownSetting({ keyword, instancePath }: ErrorObject): boolean {
  const [, root = ""] = instancePath.split("/");
  const isOpen = keyword === "additionalProperties" || keyword === "enum";
  return isOpen && SETTINGS.some((name) => name === root);
}

const OPEN: Fact = { type: "object" };
const TEXT: Fact = { type: "string" };

/**
 * The kind of a thing as it says it itself, by its `service` or `type`. Undefined for what nothing is known of: what clients make up
 * makes no difference, and is not to be remembered.
 */
export function kindIn(fact: Fact, thing: unknown): string | undefined {
  if (typeof thing !== "object" || thing === null) return undefined;
  const { service, type } = thing as { service?: unknown; type?: unknown };
  return [service, type].find((kind) => isKnownKind(fact, kind));
}

export function isKnownKind({ ref }: Fact, kind: unknown): kind is string {
  if (typeof kind !== "string" || ref === undefined) return false;
  const { family, byType = {} } = schemaFact(ref);
  return family === undefined ? Object.hasOwn(byType, kind) : isKnownService(family, kind);
}

/**
 * All that is known of a body whose thing is of this kind: a service, or a transformation's type. Parts that depend on the kind stay open
 * where the kind is not known.
 */
export function bodyFact(fact: Fact, kind: string | undefined, purpose: BodyPurpose): Fact {
  const named: NamedFact = fact.ref === undefined ? fact : schemaFact(fact.ref);
  if (named.family !== undefined) {
    const model = kind === undefined ? undefined : modelOf(named.family, kind);
    return withFields(named, settingsFacts(model, kind, purpose));
  }
  if (named.byType !== undefined) return withFields(named, byTypeFacts(named.byType, kind, purpose));
  return named;
}

function withFields(fact: Fact, fields: Readonly<Record<string, Fact>>): Fact {
  return { ...fact, fields: { ...fact.fields, ...fields } };
}

function settingsFacts(
  model: ServiceModel | undefined,
  kind: string | undefined,
  purpose: BodyPurpose,
): Record<string, Fact> {
  if (model === undefined) return Object.fromEntries(SETTINGS.map((name) => [name, OPEN]));
  const config = configFact(model, kind ?? "", purpose);
  const secretsManagerKeys = model.secretsManagerKeys ?? OPEN;
  if (purpose === "answer") return { config, external_secrets_keys_config: secretsManagerKeys };
  return { config, auth: model.auth ?? OPEN, external_secrets_keys_config: secretsManagerKeys };
}

function configFact(model: ServiceModel, service: string, purpose: BodyPurpose): Fact {
  const { config } = model;
  const namingKeys = namingKeysOf(service) ?? [];
  const naming = Object.fromEntries(namingKeys.map((key) => [key, TEXT]));
  // A service of which the document says nothing may be set in any way.
  if (config.fields === undefined && namingKeys.length === 0) return OPEN;
  const fields = { ...naming, ...config.fields };
  if (purpose === "creation")
    return { ...config, fields, required: [...neededNamingKeysOf(service), ...(config.required ?? [])] };
  const { required: _onlyOfCreations, ...rest } = config;
  if (purpose === "update") return { ...rest, fields };
  return { ...rest, fields: { ...fields, ...model.readOnly?.fields } };
}

function byTypeFacts(
  byType: Readonly<Record<string, Fact>>,
  type: string | undefined,
  purpose: BodyPurpose,
): Record<string, Fact> {
  const known = type === undefined ? undefined : byType[type];
  if (known !== undefined && purpose === "creation") return { ...known.fields };
  // A change does not say its type: the fields of all types are known.
  const candidates = known === undefined ? Object.values(byType) : [known];
  const fields: Record<string, Fact> = {};
  for (const candidate of candidates) {
    for (const [name, field] of Object.entries(candidate.fields ?? {})) {
      const { required: _onlyOfCreations, ...rest } = field;
      fields[name] = { ...rest, fields: { ...fields[name]?.fields, ...field.fields } };
    }
  }
  return fields;
}
