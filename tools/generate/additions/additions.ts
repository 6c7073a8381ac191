import { type DocumentOperation, type OpenApiDocument, type Schema, schemaNamed } from "../document.ts";
import type { Correction } from "../overlay.ts";
import { NEW_FIELDS, type NewFields } from "./fields.ts";
import { NEW_OPERATIONS, NEW_QUERIES, queryParameter } from "./operations.ts";
import { CONNECTION_SCHEDULE, NEW_REGIONS, NEW_SCHEMAS, ref } from "./schemas.ts";
import { NEW_LOG_SERVICE, NEW_SETTINGS } from "./settings.ts";
import { SOURCES } from "./sources.ts";

const WITH_SCHEDULE = [
  "ConnectorResponse",
  "ConnectorResponseV1",
  "NewConnectorRequestV1",
  "UpdateConnectorRequest",
];

const WITH_REGION = [
  "DestinationExtendedResponse",
  "DestinationResponse",
  "NewDestinationRequest",
  "PrivateLinkCreateRequest",
  "ProxyAgentWithCountsResponse",
  "ProxyAgentWithUsageResponse",
  "ProxyParamRequest",
  "UpdateDestinationRequest",
];

/** Fields of answers that are null at times, which June's document does not say: `sync_frequency` of a schedule without a single pace. */
const NULL_AT_TIMES: Readonly<Record<string, readonly string[]>> = {
  ConnectorResponse: ["connected_by", "daily_sync_time", "sync_frequency"],
  ConnectorResponseV1: ["connected_by", "daily_sync_time", "sync_frequency"],
  UserResponse: ["email"],
};

/**
 * What Fivetran's API has and the document of June 2026 has not. Each stands until an edition of the document brings it: then the
 * generator stops and says that the entry has nothing to add any more.
 */
export const ADDITIONS: readonly Correction[] = [
  ...Object.entries(NEW_SCHEMAS).map(([name, schema]) => ({
    where: `schema ${name}`,
    reason: `Missing. ${SOURCES.september}`,
    repair: ({ components }: OpenApiDocument) => addTo(components.schemas, name, schema),
  })),
  ...NEW_OPERATIONS.map(({ verb, path, operation }) => ({
    where: `${verb.toUpperCase()} ${path}`,
    reason: `Missing. ${SOURCES.september}`,
    repair: (document: OpenApiDocument) => addOperation(document, path, verb, operation),
  })),
  ...Object.entries(NEW_QUERIES).map(([path, query]) => ({
    where: `GET ${path}: ${Object.keys(query).join(", ")}`,
    reason: `Filters that are missing. ${SOURCES.september}`,
    repair: (document: OpenApiDocument) => addQuery(document.paths[path]?.["get"], query),
  })),
  ...NEW_FIELDS.flatMap((added) =>
    added.schemas.map((name) => ({
      where: `${name}: ${Object.keys(added.fields).join(", ")}`,
      reason: `Missing. ${added.source}`,
      repair: (document: OpenApiDocument) => addFields(schemaNamed(document, name), added),
    })),
  ),
  ...WITH_SCHEDULE.map((name) => ({
    where: `${name}.schedule`,
    reason: `Missing. Of answers: ${SOURCES.september} Of requests: go-fivetran reads and writes it since 1.2.8.`,
    repair: (document: OpenApiDocument) =>
      addTo(schemaNamed(document, name).properties, "schedule", CONNECTION_SCHEDULE),
  })),
  ...WITH_REGION.map((name) => ({
    where: `${name}: regions`,
    reason: `Some are missing. ${SOURCES.september}`,
    repair: (document: OpenApiDocument) => addRegions(schemaNamed(document, name)),
  })),
  ...Object.entries(NULL_AT_TIMES).map(([name, fields]) => ({
    where: `${name}: ${fields.join(", ")}`,
    reason: `Null at times. ${SOURCES.september}`,
    repair: (document: OpenApiDocument) =>
      sum(fields.map((field) => makeNullable(schemaNamed(document, name), field))),
  })),
  {
    where: "NewUserRequest.email",
    reason: `Optional: a service account needs none. ${SOURCES.september}`,
    repair: (document) => {
      const schema = schemaNamed(document, "NewUserRequest");
      if (schema.required?.includes("email") !== true) return 0;
      schema.required = schema.required.filter((name) => name !== "email");
      return 1;
    },
  },
  ...Object.entries(NEW_SETTINGS).map(([name, settings]) => ({
    where: `${name}: ${settings.join(", ")}`,
    reason: `Missing. ${SOURCES.terraform}`,
    repair: (document: OpenApiDocument) => {
      const config = schemaNamed(document, name).properties?.["config"]?.properties;
      return sum(settings.map((setting) => addTo(config, setting, {})));
    },
  })),
  {
    where: `the log service ${NEW_LOG_SERVICE.id}`,
    reason: `Missing. ${SOURCES.september}`,
    repair: addLogService,
  },
];

/** @returns 1 where it was not there */
function addTo<T>(record: Record<string, T> | undefined, name: string, value: T): number {
  if (record === undefined || record[name] !== undefined) return 0;
  record[name] = structuredClone(value);
  return 1;
}

function addOperation(
  { paths }: OpenApiDocument,
  path: string,
  verb: string,
  operation: DocumentOperation,
): number {
  paths[path] ??= {};
  return addTo(paths[path], verb, operation);
}

function addQuery(operation: DocumentOperation | undefined, query: Readonly<Record<string, Schema>>): number {
  const parameters = operation?.parameters ?? [];
  const missing = Object.entries(query).filter(([name]) => !parameters.some((known) => known.name === name));
  parameters.push(...missing.map(([name, schema]) => queryParameter(name, schema)));
  return missing.length;
}

function addFields(schema: Schema, { within, fields, required = [] }: NewFields): number {
  const place = within === undefined ? schema : schema.properties?.[within];
  const added = Object.entries(fields).map(([name, field]) => addTo(place?.properties, name, field));
  if (place !== undefined && required.length > 0)
    place.required = [...new Set([...(place.required ?? []), ...required])];
  return sum(added);
}

function addRegions({ properties }: Schema): number {
  const known = (properties?.["region"] ?? properties?.["group_region"])?.enum;
  const missing = known === undefined ? [] : NEW_REGIONS.filter((region) => !known.includes(region));
  known?.push(...missing);
  return missing.length;
}

function makeNullable({ properties }: Schema, name: string): number {
  const field = properties?.[name];
  if (field === undefined || field.nullable === true) return 0;
  field.nullable = true;
  return 1;
}

/** As the document tells of the other log services: a schema of the settings, and one a parent that joins the two. */
function addLogService(document: OpenApiDocument): number {
  const { id, config, parents } = NEW_LOG_SERVICE;
  const { schemas } = document.components;
  const settings = `${id}_config_V1`;
  const added = parents.map((parent) => {
    const name = `${id}_${parent}`;
    const kinds = schemaNamed(document, parent).discriminator?.mapping;
    addTo(schemas, name, { allOf: [ref(parent), ref(settings)] });
    return addTo(kinds, id, `#/components/schemas/${name}`);
  });
  addTo(schemas, settings, config);
  return sum(added);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
