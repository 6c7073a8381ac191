import { isSecretSetting } from "@pulumi-fivetran/sdk/services";
import { type Fact, sortedRecord, visitFields } from "./facts.ts";
import type { Naming, Service } from "./services.ts";

/** What is known of a service without its model. Paths are those of {@link visitFields}. */
export interface Metadata {
  naming?: Naming;
  /** Marked as secret in the document. */
  marked?: string[];
  /** Not marked, but named like a secret, or below what is. */
  named?: string[];
  /** Named so and not secret: a switch, a number, one of known values. */
  plain?: string[];
  readOnly?: string[];
  /** Known values, by path. */
  enums?: Record<string, (string | number)[]>;
  /** Paths that must be there, besides the naming keys. */
  required?: string[];
}

export function metadataOf(service: Service): Metadata {
  const marked: string[] = [];
  const named: string[] = [];
  const plain: string[] = [];
  const required: string[] = [];
  const enums: Record<string, (string | number)[]> = {};
  for (const [root, fact] of Object.entries({ auth: service.auth, config: service.config })) {
    if (fact === undefined) continue;
    for (const name of fact.required ?? []) required.push(`${root}.${name}`);
    visitFields(fact, root, (path, _name, field) => {
      const values = field.enum ?? field.items?.enum;
      if (values !== undefined && !isMarked(field)) enums[path] = values;
      if (isMarked(field)) marked.push(path);
      // All of `auth` is secret.
      else if (root !== "auth" && isNamed(path, field))
        (values === undefined && mayHoldText(field) ? named : plain).push(path);
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
    ...(plain.length > 0 && { plain: plain.sort() }),
    ...(readOnly.length > 0 && { readOnly: readOnly.sort() }),
    ...(Object.keys(enums).length > 0 && { enums: sortedRecord(enums) }),
    ...(required.length > 0 && { required: required.sort() }),
  };
}

function isMarked(field: Fact): boolean {
  return field.secret === true || field.items?.secret === true;
}

/** A leaf that is a secret by its name, or by that of something it stands in: both `secrets_list[].key` and `.value`. */
function isNamed(path: string, field: Fact): boolean {
  const isLeaf = field.fields === undefined && field.items?.fields === undefined;
  return isLeaf && isSecretSetting(undefined, path.replaceAll("[]", "").split("."));
}

/** A secret is a text, a list of texts, or an object of which nothing is known. */
function mayHoldText(field: Fact): boolean {
  const type = field.type === "array" ? (field.items?.type ?? "object") : field.type;
  return type !== "boolean" && type !== "integer" && type !== "number";
}
