import {
  type Content,
  type DocumentOperation,
  type OpenApiDocument,
  type Schema,
  schemaNamed,
} from "./document.ts";
import { compareText, type Fact, factOf, sortedRecord } from "./facts.ts";

/** A body that is sent or answered. */
interface Body {
  content: string;
  /** Absent when the document only says that there is a body. */
  body?: Fact;
}

/** One operation of the API. */
export interface OperationFacts {
  id: string;
  method: string;
  path: string;
  /** The media type that asks for the right version of the answer. */
  accept?: string;
  query?: Record<string, Fact>;
  request?: Body;
  /** By status code; null for one without a body. Only those of success have facts in the document. */
  answers: Record<string, Body | null>;
}

export interface Operations {
  operations: OperationFacts[];
  /** What the facts refer to, by name. */
  schemas: Record<string, Fact>;
}

/** All operations by path and method, and the schemas that they reach. */
export function operationsOf(document: OpenApiDocument): Operations {
  const waiting = new Set<string>();
  const read = (schema: Schema): Fact => factOf(document, schema, (name) => void waiting.add(name));
  const operations = Object.entries(document.paths)
    .flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]) => operationOf(path, verb, operation, read)),
    )
    .sort((a, b) => compareText(`${a.path} ${a.method}`, `${b.path} ${b.method}`));
  const schemas: Record<string, Fact> = {};
  // A set gives what is added to it while it is read.
  for (const name of waiting) schemas[name] = read(schemaNamed(document, name));
  return { operations, schemas: sortedRecord(schemas) };
}

function operationOf(
  path: string,
  verb: string,
  operation: DocumentOperation,
  read: (schema: Schema) => Fact,
): OperationFacts {
  const parameters = operation.parameters ?? [];
  const accept = parameters.find(({ name }) => name === "Accept")?.schema.default;
  const query = parameters.filter((parameter) => parameter.in === "query");
  const request = bodyOf(operation.requestBody?.content, read);
  const answers = Object.entries(operation.responses).map(([status, { content }]) => [
    status,
    bodyOf(content, read),
  ]);
  return {
    id: operation.operationId,
    method: verb.toUpperCase(),
    path,
    ...(typeof accept === "string" && { accept }),
    ...(query.length > 0 && {
      query: sortedRecord(Object.fromEntries(query.map(({ name, schema }) => [name, read(schema)]))),
    }),
    ...(request !== null && { request }),
    answers: sortedRecord(Object.fromEntries(answers) as Record<string, Body | null>),
  };
}

function bodyOf(content: Content | undefined, read: (schema: Schema) => Fact): Body | null {
  const [first] = Object.entries(content ?? {});
  if (first === undefined) return null;
  const [type, { schema }] = first;
  return { content: type, ...(schema !== undefined && { body: read(schema) }) };
}
