import { type DocumentOperation, type OpenApiDocument, type Schema, schemaNamed } from "./document.ts";
import type { Correction } from "./overlay.ts";

/**
 * Fields that are null in answers of the API, as go-fivetran's types and its tests against the API have them, the API's documentation
 * (a user's role), or the document's own words (the schema of a destination, the connection of a package). That a key never expires, or was never used, is null too.
 */
const NULL_FIELDS: Readonly<Record<string, readonly string[]>> = {
  ConnectorResponse: ["failed_at", "succeeded_at"],
  ConnectorResponseV1: ["failed_at", "succeeded_at"],
  UserResponse: ["logged_in_at", "phone", "picture", "role"],
  RoleResponse: ["replacement_role_name"],
  SystemKeyResponse: ["expired_at", "last_used_at"],
  HybridDeploymentAgentWithUsageResponse: ["last_used_at"],
  HybridDeploymentAgentCreateResponse: ["last_used_at"],
  ProxyAgentUsageResponse: ["schema"],
  ConnectorSdkPackageResponse: ["connection_id"],
};

const APPROVALS = ["connections/{connectionId}", "destinations/{destinationId}"];

/** What the document gets wrong about answers. */
export const ANSWER_CORRECTIONS: readonly Correction[] = [
  ...Object.entries(NULL_FIELDS).map(([name, fields]) => ({
    where: `${name}: ${fields.join(", ")}`,
    reason: "Null until it happened, or while nobody has set it; the document does not know null.",
    repair: (document: OpenApiDocument) => nullable(schemaNamed(document, name), fields),
  })),
  {
    where: "SetupTestResultResponse.details",
    reason: "Said to be an object; it is any JSON, as go-fivetran reads it.",
    repair: (document) => {
      const details = schemaNamed(document, "SetupTestResultResponse").properties?.["details"];
      if (details?.type === undefined) return 0;
      delete details.type;
      return 1;
    },
  },
  ...["MetadataResponse", "MetadataResponseShort"].map((name) => ({
    where: `${name}.service_status_updated_at`,
    reason: "Said to be a time; it is a date, as its own words and go-fivetran's tests have it.",
    repair: (document: OpenApiDocument) => {
      const updatedAt = schemaNamed(document, name).properties?.["service_status_updated_at"];
      if (updatedAt?.format === undefined) return 0;
      delete updatedAt.format;
      return 1;
    },
  })),
  {
    where: "GET /public/connector-types",
    reason: "Said to answer one kind of source, where it tells of all; which form the list has is UNPROVEN.",
    repair: (document) => {
      const body = bodyOf(operationAt(document, "get", "/public/connector-types"), "200");
      const item = body?.properties?.["data"];
      if (body?.properties === undefined || item?.$ref === undefined) return 0;
      const data: Schema = {
        type: "object",
        required: ["items"],
        properties: { items: { type: "array", items: item } },
      };
      body.properties["data"] = data;
      return 1;
    },
  },
  {
    where: "PrivateLinkResponse.region",
    reason: "Knows fewer regions than the request in which one is chosen.",
    repair: (document) => {
      const region = (name: string): (string | number)[] =>
        schemaNamed(document, name).properties?.["region"]?.enum ?? [];
      const known = region("PrivateLinkResponse");
      return count(
        region("PrivateLinkCreateRequest").filter((value) => !known.includes(value)),
        (value) => known.push(value) && 1,
      );
    },
  },
  {
    where: "approvals of certificates",
    reason: "Said to answer 200; go-fivetran and the Terraform provider accept 201 only.",
    repair: (document) =>
      count(APPROVALS, (thing) => created(operationAt(document, "post", `/v1/${thing}/certificates`))),
  },
  {
    where: "approvals of fingerprints",
    reason: "Said to answer nothing, or the bare fingerprint; all answers are in the envelope.",
    repair: (document) =>
      count(APPROVALS, (thing) => {
        const approval = operationAt(document, "post", `/v1/${thing}/fingerprints`);
        delete approval.responses["200"];
        return enveloped(approval, "201");
      }),
  },
  {
    where: "GET /v1/proxy/{agentId}",
    reason: "Said to answer the bare agent; its own example and go-fivetran have the envelope.",
    repair: (document) => enveloped(operationAt(document, "get", "/v1/proxy/{agentId}"), "200"),
  },
  {
    where: "POST /v1/connections/{connectionId}/schemas",
    reason:
      "Said to answer a whole schema config; it answers what was sent: before the source was read, nothing else is known.",
    repair: (document) => {
      const creation = operationAt(document, "post", "/v1/connections/{connectionId}/schemas");
      const sent = creation.requestBody?.content["application/json"]?.schema;
      const properties = bodyOf(creation, "200")?.properties;
      if (sent === undefined || properties === undefined || properties["data"]?.$ref === sent.$ref) return 0;
      properties["data"] = sent;
      return 1;
    },
  },
  {
    where: "DELETE /v1/users/{userId}/connections/{connectionId}",
    reason: "Said to answer the membership that is gone; deletions answer a message, as those of groups do.",
    repair: (document) => {
      const path = "/v1/users/{userId}/connections/{connectionId}";
      const body = bodyOf(operationAt(document, "delete", path), "200");
      if (body?.required?.includes("data") !== true) return 0;
      body.required = body.required.filter((name) => name !== "data");
      return 1;
    },
  },
];

function nullable(schema: Schema, fields: readonly string[]): number {
  return count(fields, (name) => {
    const field = schema.properties?.[name];
    if (field === undefined || field.nullable === true) return 0;
    field.nullable = true;
    return 1;
  });
}

function operationAt(document: OpenApiDocument, verb: string, path: string): DocumentOperation {
  const operation = document.paths[path]?.[verb];
  if (operation === undefined) throw new Error(`The document has no ${verb.toUpperCase()} ${path}.`);
  return operation;
}

function bodyOf(operation: DocumentOperation, status: string): Schema | undefined {
  return operation.responses[status]?.content?.["application/json"]?.schema;
}

/** The answer of 200 becomes one of 201. */
function created({ responses }: DocumentOperation): number {
  const answer = responses["200"];
  if (answer === undefined) return 0;
  delete responses["200"];
  responses["201"] = answer;
  return 1;
}

/** A bare thing is put under `data`. */
function enveloped(operation: DocumentOperation, status: string): number {
  const content = operation.responses[status]?.content?.["application/json"];
  if (content?.schema === undefined || content.schema.properties?.["code"] !== undefined) return 0;
  const data = content.schema;
  content.schema = {
    type: "object",
    required: ["code", "data"],
    properties: { code: { type: "string" }, message: { type: "string" }, data },
  };
  return 1;
}

function count<T>(items: readonly T[], repair: (item: T) => number): number {
  return items.reduce((sum, item) => sum + repair(item), 0);
}
