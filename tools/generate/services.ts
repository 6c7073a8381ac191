import { nameOfReference, type OpenApiDocument, schemaNamed } from "./document.ts";
import { compareText, type Fact, factOf, merged } from "./facts.ts";

/** The parts of a request or an answer that are a service's own. */
export interface Service {
  /** As on the wire: `postgres`, `15five`, `SNOWFLAKE_AWS`. */
  readonly id: string;
  /** How a connection names what it makes in the destination; only connections have it. */
  readonly naming?: Naming;
  /** What `config` may hold when the thing is made, without the naming keys. */
  readonly config: Fact;
  /** What `auth` may hold. */
  readonly auth?: Fact;
  /** What `config` also holds in answers. */
  readonly readOnly?: Fact;
  /** Which keys an external secrets manager may hold in place of settings. */
  readonly secretsManagerKeys?: Fact;
}

/** Which keys of a connection's `config` name its schemas and tables. */
export type Naming = "schema" | "schemaTable" | "schemaPrefix" | "schemaTableGroup";

/** A kind of thing that has services. */
export type Family = "connection" | "destination" | "log" | "privateLink";

export type Families = Readonly<Record<Family, readonly Service[]>>;

/** The document's schema of the request that makes one, and of the answer where it says more. Children are found by their mapping. */
const PARENTS: Readonly<Record<Family, { request: string; answer: string }>> = {
  connection: { request: "NewConnectorRequestV1", answer: "ConnectorResponseV1" },
  destination: { request: "NewDestinationRequest", answer: "DestinationExtendedResponse" },
  log: { request: "AddLogRequest", answer: "LogExtendedResponse" },
  privateLink: { request: "PrivateLinkCreateRequest", answer: "PrivateLinkResponse" },
};

const NAMINGS: Readonly<Record<string, Naming>> = {
  schema_format_schema: "schema",
  schema_format_schema_table: "schemaTable",
  schema_format_schema_prefix: "schemaPrefix",
  schema_format_schema_table_group: "schemaTableGroup",
};

/** All services of the document, in the order of their ids. */
export function familiesOf(document: OpenApiDocument): Families {
  return {
    connection: servicesOf(document, "connection"),
    destination: servicesOf(document, "destination"),
    log: servicesOf(document, "log"),
    privateLink: servicesOf(document, "privateLink"),
  };
}

function servicesOf(document: OpenApiDocument, family: Family): Service[] {
  const { request, answer } = PARENTS[family];
  const requests = mappingOf(document, request);
  const answers = mappingOf(document, answer);
  const ids = Object.keys(requests).sort(compareText);
  return ids.map((id) => {
    const sent = partsOf(document, requests[id] ?? "", request);
    const answered = partsOf(document, answers[id] ?? "", answer);
    return serviceOf(
      document,
      id,
      sent,
      answered.filter((part) => !sent.includes(part)),
    );
  });
}

function serviceOf(
  document: OpenApiDocument,
  id: string,
  sent: readonly string[],
  onlyAnswered: readonly string[],
): Service {
  const naming = sent.map((part) => NAMINGS[part]).find((kind) => kind !== undefined);
  const request = bodyOf(
    document,
    sent.filter((part) => NAMINGS[part] === undefined),
  );
  const answer = bodyOf(document, onlyAnswered);
  const { config, auth, external_secrets_keys_config: secretsManagerKeys, ...rest } = request;
  if (config === undefined || Object.keys(rest).length > 0)
    throw new Error(`The service '${id}' is built in an unknown way: ${Object.keys(request).join(", ")}.`);
  const readOnly = answer["config"];
  return {
    id,
    config,
    ...(naming !== undefined && { naming }),
    ...(auth !== undefined && { auth }),
    ...(readOnly !== undefined && { readOnly }),
    ...(secretsManagerKeys !== undefined && { secretsManagerKeys }),
  };
}

function mappingOf(document: OpenApiDocument, parent: string): Record<string, string> {
  const mapping = schemaNamed(document, parent).discriminator?.mapping;
  if (mapping === undefined) throw new Error(`The schema '${parent}' no longer maps services to schemas.`);
  return mapping;
}

/** The names of the schemas that a child adds to its parent. */
export function partsOf(document: OpenApiDocument, reference: string, parent: string): string[] {
  const { allOf = [] } = schemaNamed(document, nameOfReference(reference));
  return allOf.map(({ $ref = "" }) => nameOfReference($ref)).filter((name) => name !== parent);
}

/** The fields of the body that the parts describe together. */
function bodyOf(document: OpenApiDocument, parts: readonly string[]): Record<string, Fact> {
  const facts = parts.map((part) => factOf(document, schemaNamed(document, part)));
  return facts.reduce(merged, {}).fields ?? {};
}
