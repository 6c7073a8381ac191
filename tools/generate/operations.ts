import {
  type Content,
  type DocumentOperation,
  type OpenApiDocument,
  type Schema,
  schemaNamed,
} from "./document.ts";
import { compareText, type Fact, factOf, merged, sortedRecord } from "./facts.ts";
import { type Family, partsOf } from "./services.ts";

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
  schemas: Record<string, NamedFact>;
}

/** A schema of the document, some of whose fields may depend on what the thing is. */
export interface NamedFact extends Fact {
  /** Whose settings it holds, under `config` and beside it: those of the service that it names, or that the thing has. */
  family?: Family;
  /** What it holds besides, by its `type`. */
  byType?: Record<string, Fact>;
}

/** The document says so by mapping services to schemas for some of them, and not at all for the rest. */
const FAMILIES: Readonly<Record<string, Family>> = {
  AddAccountLogRequest: "log",
  AddLogRequest: "log",
  ConnectorResponse: "connection",
  ConnectorResponseV1: "connection",
  DestinationExtendedResponse: "destination",
  LogExtendedResponse: "log",
  NewConnectorRequestV1: "connection",
  NewDestinationRequest: "destination",
  PrivateLinkCreateRequest: "privateLink",
  PrivateLinkResponse: "privateLink",
  PrivateLinkUpdateRequest: "privateLink",
  UpdateConnectorRequest: "connection",
  UpdateDestinationRequest: "destination",
  UpdateLogRequest: "log",
  UpdateLogRequest_update_log_service: "log",
};

/** All operations by path and method, and the schemas that they reach. */
export function operationsOf(document: OpenApiDocument): Operations {
  const waiting = new Set<string>();
  const read = (schema: Schema): Fact => factOf(document, schema, (name) => void waiting.add(name));
  const operations = Object.entries(document.paths)
    .flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]) => operationOf(path, verb, operation, read)),
    )
    .sort((a, b) => compareText(`${a.path} ${a.method}`, `${b.path} ${b.method}`));
  const schemas: Record<string, NamedFact> = {};
  // A set gives what is added to it while it is read.
  for (const name of waiting) {
    const fact = read(schemaNamed(document, name));
    schemas[name] = { ...fact, ...dependentPart(document, name) };
  }
  const unreached = Object.keys(FAMILIES).filter((name) => schemas[name] === undefined);
  if (unreached.length > 0) throw new Error(`No operation uses ${unreached.join(", ")} any more.`);
  return { operations, schemas: sortedRecord(schemas) };
}

/** @throws {Error} when the document maps services to schemas in a place that is not known */
function dependentPart(document: OpenApiDocument, name: string): Pick<NamedFact, "family" | "byType"> {
  const family = FAMILIES[name];
  if (family !== undefined) return { family };
  const { propertyName, mapping } = schemaNamed(document, name).discriminator ?? {};
  if (mapping === undefined) return {};
  if (propertyName !== "type") throw new Error(`The schema '${name}' depends on '${propertyName}'.`);
  const entries = Object.entries(mapping).map(([type, reference]): [string, Fact] => {
    const parts = partsOf(document, reference, name).map((part) =>
      factOf(document, schemaNamed(document, part)),
    );
    return [type, parts.reduce(merged, {})];
  });
  return { byType: sortedRecord(Object.fromEntries(entries)) };
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
