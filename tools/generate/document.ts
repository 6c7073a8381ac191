import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** A schema of an OpenAPI 3.0 document: the part that holds facts. Its prose is not even named here. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  enum?: (string | number)[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  discriminator?: { propertyName: string; mapping?: Record<string, string> };
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema & { default?: unknown };
}

/** What is said of a body, by content type. */
export type Content = Record<string, { schema?: Schema }>;

export interface DocumentOperation {
  operationId: string;
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, DocumentOperation>>;
  components: { schemas: Record<string, Schema> };
}

/** The document, and which edition of it. */
export interface Source {
  document: OpenApiDocument;
  /** Of the file as it was read, in hex. */
  sha256: string;
}

/**
 * @param location A file or a URL.
 * @throws {Error} when it cannot be read, or is not an OpenAPI 3 document
 */
export async function loadSource(location: string): Promise<Source> {
  const text = /^https?:/.test(location) ? await download(location) : await readFile(location, "utf8");
  return sourceOf(text);
}

/** @throws {Error} when the text is not an OpenAPI 3 document */
export function sourceOf(text: string): Source {
  const document: unknown = JSON.parse(text);
  if (!isDocument(document)) throw new Error("This is not an OpenAPI 3 document with paths and schemas.");
  return { document, sha256: createHash("sha256").update(text).digest("hex") };
}

/** A schema by name. @throws {Error} when there is none */
export function schemaNamed(document: OpenApiDocument, name: string): Schema {
  const schema = document.components.schemas[name];
  if (schema === undefined) throw new Error(`The document has no schema '${name}'.`);
  return schema;
}

/** `#/components/schemas/Name` to `Name`. */
export function nameOfReference(reference: string): string {
  return reference.slice(reference.lastIndexOf("/") + 1);
}

async function download(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  return answer.text();
}

function isDocument(value: unknown): value is OpenApiDocument {
  if (typeof value !== "object" || value === null) return false;
  const { openapi, paths, components } = value as {
    openapi?: unknown;
    paths?: unknown;
    components?: unknown;
  };
  return (
    typeof openapi === "string" &&
    openapi.startsWith("3.") &&
    typeof paths === "object" &&
    typeof (components as { schemas?: unknown } | undefined)?.schemas === "object"
  );
}
