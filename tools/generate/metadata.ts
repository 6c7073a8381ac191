import { type Fact, sortedRecord, visitFields } from "./facts.ts";
import type { Naming, Service } from "./services.ts";

/** What is known of a service without its model. Paths are those of {@link visitFields}. */
export interface Metadata {
  naming?: Naming;
  /** Marked as secret in the document. */
  marked?: string[];
  /** Not marked, but named like a secret, and a string. */
  named?: string[];
  readOnly?: string[];
  /** Known values, by path. */
  enums?: Record<string, (string | number)[]>;
  /** Paths that must be there, besides the naming keys. */
  required?: string[];
}

/**
 * Names of strings that are secrets though the document does not mark them everywhere: the same leaf is marked in one
 * service and not in the next (`client_secret` 193 times of 253). Taken from the document's own marks, less the ones
 * that are only sometimes secret (`client_id`, `username`, `hostname`).
 */
const SECRET_NAME =
  /passw|passphrase|secret|token$|(api|access|private)_?key|_key$|(^|_)credentials?$|connection_string|sas_url|auth_code|role_arn/i;

/** Strings about a secret that are none: its place, its kind, its name, and the public half of a pair. */
const ABOUT_A_SECRET = /_(path|source|type|name|method|id)$|public_?key$/i;

export function metadataOf(service: Service): Metadata {
  const marked: string[] = [];
  const named: string[] = [];
  const required: string[] = [];
  const enums: Record<string, (string | number)[]> = {};
  for (const [root, fact] of Object.entries({ auth: service.auth, config: service.config })) {
    if (fact === undefined) continue;
    for (const name of fact.required ?? []) required.push(`${root}.${name}`);
    visitFields(fact, root, (path, name, field) => {
      const values = field.enum ?? field.items?.enum;
      if (isMarked(field)) marked.push(path);
      else if (values !== undefined) enums[path] = values;
      else if (isNamed(path, name, field)) named.push(path);
    });
  }
  const readOnly: string[] = [];
  if (service.readOnly !== undefined) {
    visitFields(service.readOnly, "config", (path) => void readOnly.push(path));
  }
  return {
    ...(service.naming !== undefined && { naming: service.naming }),
    ...(marked.length > 0 && { marked: marked.sort() }),
    ...(named.length > 0 && { named: named.sort() }),
    ...(readOnly.length > 0 && { readOnly: readOnly.sort() }),
    ...(Object.keys(enums).length > 0 && { enums: sortedRecord(enums) }),
    ...(required.length > 0 && { required: required.sort() }),
  };
}

function isMarked(field: Fact): boolean {
  return field.secret === true || field.items?.secret === true;
}

/** By its own name, or by that of a list it stands in: both `secrets_list[].key` and `.value` belong to a secret. */
function isNamed(path: string, name: string, field: Fact): boolean {
  const text = field.type === "string" || (field.type === "array" && field.items?.type === "string");
  return text && !ABOUT_A_SECRET.test(name) && (SECRET_NAME.test(name) || /secret[^.]*\[\]\./i.test(path));
}
