import { existsSync, readFileSync } from "node:fs";
import { ADDITIONS } from "../../../tools/generate/additions/additions.ts";
import type { OpenApiDocument } from "../../../tools/generate/document.ts";
import { corrected } from "../../../tools/generate/overlay.ts";
import { specPath } from "../../support/spec.ts";

/** What Fivetran's document says of one operation, as far as a client must agree with it. */
export interface DocumentedOperation {
  /** Verb and path, such as `GET /v1/groups/{groupId}`. */
  readonly name: string;
  readonly accept: string | undefined;

  /** Whether nobody has to sign in. */
  readonly anonymous: boolean;
  readonly query: readonly string[];
  readonly contentType: string | undefined;

  /** Every field of the body, at every depth: `name`, `items[].id`, and `schemas.*.enabled` below names of users. */
  readonly fields: readonly string[];
}

interface Schema {
  $ref?: string;
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: boolean | Schema;
  discriminator?: { mapping?: Record<string, string> };
}

interface Parameter {
  name: string;
  in: string;
  schema: { default?: string };
}

interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  security?: unknown[];
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** What lies below these is a service's own, and passed on as it is. */
const PASSED_ON = new Set(["config", "auth", "external_secrets_keys_config"]);

/** Operations whose bodies the document shows with names of a user's, `schema` and `table`, as if they were fields. */
const NAMES_SHOWN_AS_FIELDS = /\/(resync|drop-columns)$/;

/** All operations of the document and those that it is to bring, or none where it is absent. */
export function documentedOperations(): DocumentedOperation[] {
  if (!existsSync(specPath)) return [];
  const document = JSON.parse(readFileSync(specPath, "utf8")) as OpenApiDocument;
  const { paths, components } = corrected(document, ADDITIONS) as unknown as Document;
  return Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => {
      const parameters = operation.parameters ?? [];
      const [contentType, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
      const fields = fieldsOf(content?.schema ?? {}, "", components.schemas, new Set());
      return {
        name: `${verb.toUpperCase()} ${path}`,
        accept: parameters.find(({ name }) => name === "Accept")?.schema.default,
        anonymous: operation.security?.length === 0,
        query: parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name),
        contentType,
        fields: [...new Set(NAMES_SHOWN_AS_FIELDS.test(path) ? fields.map(withoutShownNames) : fields)],
      };
    }),
  );
}

function withoutShownNames(field: string): string {
  return field.replace(/(?<=^|\.)(schema|table)(?=\.|$)/g, "*");
}

/** The fields of a schema and, where it has kinds, of every kind. `above` keeps a schema that holds itself finite. */
function fieldsOf(
  schema: Schema,
  prefix: string,
  schemas: Readonly<Record<string, Schema>>,
  above: ReadonlySet<string>,
): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.replace(/^.*\//, "");
    if (above.has(name)) return [];
    return fieldsOf(schemas[name] ?? {}, prefix, schemas, new Set([...above, name]));
  }
  const kinds = Object.values(schema.discriminator?.mapping ?? {}).map(($ref) => ({ $ref }));
  const parts = [...(schema.allOf ?? []), ...kinds];
  const { items, additionalProperties: named } = schema;
  return [
    ...parts.flatMap((part) => fieldsOf(part, prefix, schemas, above)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
      const field = join(prefix, name);
      return PASSED_ON.has(name) ? [field] : [field, ...fieldsOf(property, field, schemas, above)];
    }),
    ...(items ? fieldsOf(items, `${prefix}[]`, schemas, above) : []),
    ...(typeof named === "object" ? below(fieldsOf(named, join(prefix, "*"), schemas, above), prefix) : []),
  ];
}

/** A name of a user's is a field only where something of the API's lies below it. */
function below(fields: string[], prefix: string): string[] {
  return fields.length === 0 ? [] : [join(prefix, "*"), ...fields];
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}

/** The fields of a body that was sent, called as `documented` calls them. */
export function fieldsSent(body: unknown, documented: ReadonlySet<string>, prefix = ""): string[] {
  if (Array.isArray(body)) return body.flatMap((item) => fieldsSent(item, documented, `${prefix}[]`));
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    const any = join(prefix, "*");
    const field = !documented.has(join(prefix, name)) && documented.has(any) ? any : join(prefix, name);
    const holdsFields = [...documented].some(
      (other) => /^[.[]/.test(other.slice(field.length)) && other.startsWith(field),
    );
    return holdsFields ? [field, ...fieldsSent(value, documented, field)] : [field];
  });
}
