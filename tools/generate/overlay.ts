import { ADDITIONS } from "./additions/additions.ts";
import { ANSWER_CORRECTIONS } from "./answerOverlay.ts";
import { type OpenApiDocument, type Schema, schemaNamed } from "./document.ts";

/** When an edition of the document was published, by the SHA-256 of its file: the document does not say it itself. */
export const EDITIONS: Readonly<Record<string, string>> = {
  bef98b7c18bd4eac15ea34ae7e9d662e7a8f854774686592bf4f414f8aad3ea6: "2026-06-30",
};

/** One mistake of the document, and its repair. */
export interface Correction {
  /** Where it is, for the message that says it no longer applies. */
  readonly where: string;
  /** Why the document is wrong, and how that is known. */
  readonly reason: string;
  /** Repairs the document in place. Returns how many places it found wrong. */
  readonly repair: (document: OpenApiDocument) => number;
}

/**
 * What Fivetran's document gets wrong about Fivetran's API, and what it has not got yet. All else that is generated is as the document
 * has it.
 */
export const CORRECTIONS: readonly Correction[] = [
  // First: what is wrong in general is wrong in what is added, too.
  ...ADDITIONS,
  ...["SchemaUpdateRequest", "TableUpdateRequest", "ColumnUpdateRequest"].map((name) => ({
    where: `${name}.enabled`,
    reason: "Marked as required, yet go-fivetran sends it only when it is set, and the API takes that.",
    repair: (document: OpenApiDocument) => notRequired(schemaNamed(document, name), "enabled"),
  })),
  {
    where: "UpdateDestinationRequest.time_zone_offset",
    reason: "Marked as required in a PATCH, where what is not sent stays as it is.",
    repair: (document) => notRequired(schemaNamed(document, "UpdateDestinationRequest"), "time_zone_offset"),
  },
  {
    where: "NewGroupRequest.name",
    reason: "Not marked as required, although a group cannot be without a name.",
    repair: (document) => required(schemaNamed(document, "NewGroupRequest"), "name"),
  },
  {
    where: "TeamRequest.name",
    reason: "Not marked as required, although a team cannot be without a name.",
    repair: (document) => required(schemaNamed(document, "TeamRequest"), "name"),
  },
  ...["group_id", "service"].map((key) => ({
    where: `AddLogRequest.${key}`,
    reason: "Not marked as required, although the log service of a group is made of exactly these two.",
    repair: (document: OpenApiDocument) => required(schemaNamed(document, "AddLogRequest"), key),
  })),
  {
    where: "update_method of the PostgreSQL services",
    reason:
      "Lists the names of today. XMIN, WAL and TELEPORT are older names of the methods, which programs and the Terraform provider's documentation still use.",
    repair: (document) =>
      inAllSchemas(document, (schema) => {
        const method = schema.properties?.["update_method"];
        if (method?.enum?.includes("QUERY_BASED") !== true || method.enum.includes("XMIN")) return false;
        method.enum = [...method.enum, "TELEPORT", "WAL", "XMIN"];
        return true;
      }),
  },
  {
    where: "schemas with type object and an enum of strings",
    reason:
      "The values of these enums are strings; a validator that believes the type refuses each legal value.",
    repair: (document) =>
      inAllSchemas(document, (schema) => {
        if (schema.type !== "object" || schema.enum === undefined) return false;
        schema.type = "string";
        return true;
      }),
  },
  {
    where: "schemas with type integer and an enum of strings",
    reason: "sync_frequency is a number on the wire; its enum lists the numbers as text.",
    repair: (document) =>
      inAllSchemas(document, (schema) => {
        if (schema.type !== "integer" || !schema.enum?.some((value) => typeof value === "string"))
          return false;
        schema.enum = schema.enum.map(Number);
        return true;
      }),
  },
  {
    where: "RoleResponse.scope",
    reason: "The enum stands on the array; it means the items.",
    repair: (document) => {
      const scope = schemaNamed(document, "RoleResponse").properties?.["scope"];
      if (scope?.type !== "array" || scope.enum === undefined) return 0;
      scope.items = { ...scope.items, type: "string", enum: scope.enum };
      delete scope.enum;
      return 1;
    },
  },
  ...["DestinationExtendedResponse", "DestinationResponse"].map((name) => ({
    where: `${name}.setup_status`,
    reason:
      "In upper case in the document; the API answers lower case (go-fivetran's tests against it, own examples).",
    repair: (document: OpenApiDocument) => {
      const status = schemaNamed(document, name).properties?.["setup_status"];
      const known = status?.enum?.map(String) ?? [];
      const missing = known.map((value) => value.toLowerCase()).filter((value) => !known.includes(value));
      if (status !== undefined) status.enum = [...known, ...missing];
      return missing.length;
    },
  })),
  ...["ConnectorResponse", "SecretsManagerResponse"].map((name) => ({
    where: `${name}.config`,
    reason: "Said to hold objects; it holds settings of any type, as the document's own examples show.",
    repair: (document: OpenApiDocument) => {
      const config = schemaNamed(document, name).properties?.["config"];
      if (typeof config?.additionalProperties !== "object") return 0;
      if (config.additionalProperties.type !== "object") return 0;
      config.additionalProperties = {};
      return 1;
    },
  })),
  {
    where: "multipart bodies",
    reason: "The uploaded file is said to be an object; it is the bytes of a file.",
    repair: (document) => {
      let count = 0;
      for (const { requestBody } of Object.values(document.paths).flatMap((verbs) => Object.values(verbs))) {
        const file = requestBody?.content["multipart/form-data"]?.schema?.properties?.["file"];
        if (file?.type !== "object") continue;
        file.type = "string";
        file.format = "binary";
        count++;
      }
      return count;
    },
  },
  {
    where: "GET /v1/connector-sdk/packages/{package_id}/download",
    reason: "Said to answer JSON; it answers the package file.",
    repair: (document) => {
      const download = document.paths["/v1/connector-sdk/packages/{package_id}/download"]?.["get"];
      const answer = download?.responses["200"];
      if (answer?.content?.["application/json"] === undefined) return 0;
      answer.content = { "application/octet-stream": { schema: { type: "string", format: "binary" } } };
      return 1;
    },
  },
  {
    where: "objects with the one property 'schema', 'table' or 'column'",
    reason: "These stand for names that users choose: the objects hold schemas, tables and columns by name.",
    repair: (document) => keyedByNames(document),
  },
  ...[
    "NewTransformationProjectRequest",
    "TransformationProjectDetailsResponse",
    "TransformationProjectResponse",
  ].map((name) => ({
    where: `${name}.type`,
    reason: "DBT_GIT, which go-fivetran and the Terraform provider send and expect, is not among the values.",
    repair: (document: OpenApiDocument) => {
      const values = schemaNamed(document, name).properties?.["type"]?.enum;
      if (values === undefined || values.includes("DBT_GIT")) return 0;
      values.push("DBT_GIT");
      return 1;
    },
  })),
  ...ANSWER_CORRECTIONS,
];

/**
 * A copy of the document with all corrections.
 *
 * @throws {Error} that names each correction which found nothing to repair: Fivetran may have fixed it, and the entry goes
 */
export function corrected(
  document: OpenApiDocument,
  corrections: readonly Correction[] = CORRECTIONS,
): OpenApiDocument {
  const copy = structuredClone(document);
  const idle = corrections.filter(({ repair }) => repair(copy) === 0);
  if (idle.length > 0) {
    const list = idle.map(({ where, reason }) => `  ${where}: ${reason}`).join("\n");
    throw new Error(`These corrections of tools/generate/overlay.ts no longer apply; remove them:\n${list}`);
  }
  return copy;
}

function notRequired(schema: Schema, key: string): number {
  if (schema.required?.includes(key) !== true) return 0;
  schema.required = schema.required.filter((name) => name !== key);
  return 1;
}

function required(schema: Schema, key: string): number {
  if (schema.properties?.[key] === undefined || schema.required?.includes(key) === true) return 0;
  schema.required = [...(schema.required ?? []), key];
  return 1;
}

/** `{ table: … }` to a map of tables by name, where nothing but a name can be meant. */
function keyedByNames(document: OpenApiDocument): number {
  return inAllSchemas(document, (schema) => {
    const [entry, ...others] = Object.entries(schema.properties ?? {});
    if (entry === undefined || others.length > 0) return false;
    const [name, value] = entry;
    if (!/^(schema|table|column)$/.test(name) || (value.$ref === undefined && value.type !== "array"))
      return false;
    delete schema.properties;
    schema.additionalProperties = value;
    return true;
  });
}

/** Calls `repair` with each schema of the document, however deep. Returns how often it said that it changed one. */
function inAllSchemas(document: OpenApiDocument, repair: (schema: Schema) => boolean): number {
  let count = 0;
  const visit = (schema: Schema): void => {
    if (repair(schema)) count++;
    for (const field of Object.values(schema.properties ?? {})) visit(field);
    for (const part of schema.allOf ?? []) visit(part);
    if (schema.items !== undefined) visit(schema.items);
    if (typeof schema.additionalProperties === "object") visit(schema.additionalProperties);
  };
  for (const schema of Object.values(document.components.schemas)) visit(schema);
  for (const { requestBody } of Object.values(document.paths).flatMap((verbs) => Object.values(verbs))) {
    for (const { schema } of Object.values(requestBody?.content ?? {}))
      if (schema !== undefined) visit(schema);
  }
  return count;
}
