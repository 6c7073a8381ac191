import type { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { version } from "../version";
import type { Route } from "./route";
import { problemSchema } from "./schemas";

/** The problems that a request may end with by what it is, whatever it asks for. */
function commonProblems(one: Route): number[] {
  return [
    ...(one.body === undefined && one.query === undefined ? [] : [400]),
    ...(one.access === "anyone" ? [] : [400, 401]),
    403,
    ...(one.body === undefined ? [] : [413, 415]),
    503,
  ];
}

const SECURITY = {
  anyone: [],
  caller: [{ token: [] }, { fivetran: [] }],
  body: [{}, { token: [] }, { fivetran: [] }],
  token: [{ token: [] }],
} as const satisfies Record<Route["access"], readonly Record<string, never[]>[]>;

/** The OpenAPI 3.1 document of the routes, made from the schemas by which their requests are checked. */
export function openApiDocument(routes: readonly Route[]): object {
  const paths: ZodOpenApiPathsObject = {};
  for (const one of routes) paths[one.path] = { ...paths[one.path], [one.method]: operationOf(one) };
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "fivetran-operations",
      version: version(),
      description: "Durable changes to running Fivetran connections.",
    },
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "The token of the service." },
        fivetran: {
          type: "http",
          scheme: "basic",
          description: "API key and secret of the Fivetran account.",
        },
      },
    },
    paths,
  });
}

function operationOf(one: Route): ZodOpenApiOperationObject {
  const params = [...one.path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path" as const,
    required: true,
    schema: { type: "string" as const },
  }));
  const header = {
    name: "Idempotency-Key",
    in: "header" as const,
    schema: { type: "string" as const, pattern: "^[\\x21-\\x7e]{1,255}$" },
    description: "A repeated request with the same key, caller and body is the same operation.",
  };
  return {
    operationId: one.operationId,
    summary: one.summary,
    ...(one.description === undefined ? {} : { description: one.description }),
    security: SECURITY[one.access].map((each) => ({ ...each })),
    parameters: [...params, ...(one.method === "post" && one.query !== undefined ? [header] : [])],
    ...(one.query === undefined ? {} : { requestParams: { query: one.query as z.ZodObject } }),
    ...(one.body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: one.body } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(one.answers).map(
          ([status, { description, schema, mediaType = "application/json" }]) => [
            status,
            { description, ...(schema === undefined ? {} : { content: { [mediaType]: { schema } } }) },
          ],
        ),
      ),
      ...Object.fromEntries(
        [...new Set([...commonProblems(one), ...(one.problems ?? [])])].map((status) => [
          String(status),
          { description: "A problem.", content: { "application/problem+json": { schema: problemSchema } } },
        ]),
      ),
    },
  };
}
