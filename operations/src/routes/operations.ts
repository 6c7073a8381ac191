import { isFivetranError } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { operationView } from "../http/operationView";
import { halfOfCredentials, ProblemError, problemOfOperation } from "../http/problem";
import { type Route, route } from "../http/route";
import { connectionIdSchema, credentialsFields, operationSchema } from "../http/schemas";
import { CredentialsError } from "../workflow/credentialsError";
import { problemOf } from "../workflow/problemOf";
import { credentialsOf, visibleOperation } from "./asked";

const listQuery = z.object({
  connection_id: connectionIdSchema.optional(),
  status: z.enum(["running", "waiting", "succeeded", "failed", "cancelled"]).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  before: z.coerce
    .number()
    .int()
    .min(0)
    .max(Number.MAX_SAFE_INTEGER)
    .optional()
    .meta({ description: "Those that began before this time, in milliseconds since 1970." }),
});

const emptyBody = z.strictObject({});

/** What runs and what ran. */
export const operationRoutes: readonly Route[] = [
  route({
    method: "get",
    path: "/operations",
    operationId: "listOperations",
    summary: "Lists operations, the newest first",
    description: "With the token all of them; with credentials those that they began.",
    access: "caller",
    query: listQuery,
    answers: {
      200: { description: "The operations.", schema: z.object({ items: z.array(operationSchema) }) },
    },
    async run({ runtime, caller, query }) {
      const operations = await runtime.store.operations.list({
        ...(caller?.hasToken === true ? {} : { caller: caller?.id ?? "" }),
        ...(query.connection_id === undefined ? {} : { connectionId: query.connection_id }),
        ...(query.status === undefined ? {} : { status: query.status }),
        ...(query.before === undefined ? {} : { before: query.before }),
        limit: query.limit,
      });
      return { status: 200, body: { items: operations.map((each) => operationView(each)) } };
    },
  }),
  route({
    method: "get",
    path: "/operations/{id}",
    operationId: "getOperation",
    summary: "One operation with its steps: times, attempts, requests to Fivetran, no secrets",
    access: "caller",
    answers: { 200: { description: "The operation.", schema: operationSchema } },
    problems: [404],
    async run({ runtime, caller, params }) {
      const operation = await visibleOperation(runtime, caller, params["id"] ?? "");
      return { status: 200, body: operationView(operation, await runtime.executor.steps(operation.id)) };
    },
  }),
  route({
    method: "post",
    path: "/operations/{id}/cancel",
    operationId: "cancelOperation",
    summary: "Asks an operation to undo what it did and end",
    description: "What is done when the request comes stays done: the operation then ends as it would have.",
    access: "caller",
    body: emptyBody,
    answers: { 202: { description: "It was asked to.", schema: operationSchema } },
    problems: [404, 409],
    async run({ runtime, caller, params }) {
      const { id } = await visibleOperation(runtime, caller, params["id"] ?? "");
      if (!(await runtime.executor.cancel(id))) throw hasEnded(id);
      return { status: 202, body: operationView(await runtime.operation(id)) };
    },
  }),
  route({
    method: "post",
    path: "/operations/{id}/end",
    operationId: "endWindow",
    summary: "Ends a maintenance window: what ran before runs again",
    access: "caller",
    body: emptyBody,
    answers: { 202: { description: "It was asked to.", schema: operationSchema } },
    problems: [404, 409],
    async run({ runtime, caller, params }) {
      const { id, kind } = await visibleOperation(runtime, caller, params["id"] ?? "");
      if (kind !== "maintenanceWindow")
        throw new ProblemError(
          409,
          "noWindow",
          `The operation ${id} is no maintenance window: cancel it instead.`,
        );
      if (!(await runtime.endHold(id))) throw hasEnded(id);
      return { status: 202, body: operationView(await runtime.operation(id)) };
    },
  }),
  route({
    method: "post",
    path: "/operations/{id}/credentials",
    operationId: "setCredentials",
    summary: "Gives an operation other credentials, so that it can go on",
    description:
      "For one whose credentials were revoked, or cannot be opened any more. They must show its connection.",
    access: "token",
    body: z.strictObject(credentialsFields),
    answers: { 202: { description: "It goes on with them.", schema: operationSchema } },
    problems: [403, 404, 409, 429, 502],
    async run({ runtime, caller, params, body }) {
      const { id } = await visibleOperation(runtime, caller, params["id"] ?? "");
      const { api_key: apiKey, api_secret: apiSecret } = body;
      if ((apiKey === undefined) !== (apiSecret === undefined)) throw halfOfCredentials();
      const own = apiKey === undefined || apiSecret === undefined ? undefined : { apiKey, apiSecret };
      const credentials = credentialsOf({ id: "token", hasToken: true, own }, body);
      try {
        if (!(await runtime.setCredentials(id, credentials))) throw hasEnded(id);
      } catch (error) {
        if (error instanceof CredentialsError) throw new ProblemError(409, "credentials", error.message);
        // What Fivetran says to them.
        throw isFivetranError(error) ? problemOfOperation(undefined, problemOf(error, "credentials")) : error;
      }
      return { status: 202, body: operationView(await runtime.operation(id)) };
    },
  }),
];

function hasEnded(id: string): ProblemError {
  return new ProblemError(409, "ended", `The operation ${id} has ended already.`);
}
