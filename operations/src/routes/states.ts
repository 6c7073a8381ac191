import { isFivetranError } from "@pulumi-fivetran/sdk";
import { z } from "zod";
import { ProblemError, problemOfOperation } from "../http/problem";
import { type Route, route } from "../http/route";
import {
  connectionIdSchema,
  credentialsFields,
  durationSchema,
  objectSchema,
  operationSchema,
  waitQuery,
} from "../http/schemas";
import { keptState, StateNotKeptError } from "../states/keptState";
import { readState } from "../states/readState";
import { type State, summaryOf } from "../states/stateText";
import { beginUpdateState, type StateChange } from "../updateState";
import { problemOf } from "../workflow/problemOf";
import { answerWith, askedBy, credentialsOf, visibleOperation } from "./asked";

const getBody = z.strictObject({ ...credentialsFields, connection_id: connectionIdSchema });

const updateBody = z
  .strictObject({
    ...credentialsFields,
    connection_id: connectionIdSchema,
    new_state: objectSchema
      .optional()
      .meta({ description: "The whole state, in place of the one that is there." }),
    merge_patch: objectSchema
      .optional()
      .meta({ description: "A JSON Merge Patch (RFC 7396) to the state that is there." }),
    sync_wait: durationSchema.optional(),
  })
  .refine((body) => (body.new_state === undefined) !== (body.merge_patch === undefined), {
    message: "give new_state or merge_patch, one of the two",
  });

const restoreBody = z.strictObject({
  ...credentialsFields,
  connection_id: connectionIdSchema,
  operation_id: z
    .string()
    .max(100)
    .meta({ description: "The operation that changed the state; the state before it is put back." }),
  sync_wait: durationSchema.optional(),
});

const ended = { description: "It is done.", schema: operationSchema };
const begun = {
  description: "It goes on; GET /operations/{id} says how far it is.",
  schema: operationSchema,
};

/** What a connection's state is, and how it is changed. */
export const stateRoutes: readonly Route[] = [
  route({
    method: "post",
    path: "/state/get",
    operationId: "getState",
    summary: "Reads the sync state of a function or Connector SDK connection",
    access: "body",
    body: getBody,
    answers: {
      200: {
        description: "The state, and what stands for it elsewhere.",
        schema: z
          .object({ connection_id: z.string(), state: objectSchema, sha256: z.string(), bytes: z.int() })
          .meta({ id: "State" }),
      },
    },
    problems: [404, 405, 409, 429, 502],
    async run({ runtime, caller, body }) {
      if (caller === undefined) throw new ProblemError(401, "unauthorized", "Who asks is not known.");
      try {
        const client = runtime.client(credentialsOf(caller, body));
        const connection = await client.connections.retrieve(body.connection_id);
        const state = await readState(client, connection);
        if (state === undefined)
          throw new ProblemError(
            400,
            "noStateYet",
            `The connection ${body.connection_id} has no state yet: none was written before its first sync. An update writes one.`,
          );
        return { status: 200, body: { connection_id: body.connection_id, state, ...summaryOf(state) } };
      } catch (error) {
        if (error instanceof ProblemError) throw error;
        const problem = problemOf(error, "get");
        if (problem.kind === "unexpected" && !isFivetranError(error)) throw error;
        throw problemOfOperation(undefined, problem);
      }
    },
  }),
  route({
    method: "post",
    path: "/state/update",
    operationId: "updateState",
    summary: "Sets the sync state of a function or Connector SDK connection, durably",
    description:
      "Pauses the connection, waits until no sync runs, keeps the state that is there, sets the new one, and resumes the connection if it ran before. Any failure ends with the connection as it was.",
    access: "body",
    body: updateBody,
    query: waitQuery,
    answers: { 200: ended, 202: begun },
    problems: [404, 405, 409, 422, 429, 502],
    run: (call) => {
      const { new_state, merge_patch, connection_id, sync_wait } = call.body;
      const change: StateChange =
        new_state === undefined ? { mergePatch: merge_patch ?? {} } : { newState: new_state };
      const asked = askedBy(call, call.body, "updateState");
      return answerWith(call, () =>
        beginUpdateState(
          call.runtime,
          { ...change, connectionId: connection_id, ...waiting(sync_wait) },
          asked,
        ),
      );
    },
  }),
  route({
    method: "post",
    path: "/state/restore",
    operationId: "restoreState",
    summary: "Puts the state back that an operation replaced",
    description: "It is kept for as many days as the service was told (--keep), 30 when not.",
    access: "body",
    body: restoreBody,
    query: waitQuery,
    answers: { 200: ended, 202: begun },
    problems: [404, 405, 409, 422, 429, 502],
    async run(call) {
      const { connection_id, operation_id, sync_wait } = call.body;
      const newState = await keptStateFor(call.runtime, call.caller, connection_id, operation_id);
      const asked = askedBy(call, call.body, "restoreState");
      const change = { newState, connectionId: connection_id, restores: operation_id, ...waiting(sync_wait) };
      return answerWith(call, () => beginUpdateState(call.runtime, change, asked));
    },
  }),
];

function waiting(syncWaitMs: number | undefined): { syncWaitMs?: number } {
  return syncWaitMs === undefined ? {} : { syncWaitMs };
}

/** @throws {ProblemError} */
async function keptStateFor(
  runtime: Parameters<typeof visibleOperation>[0],
  caller: Parameters<typeof visibleOperation>[1],
  connectionId: string,
  operationId: string,
): Promise<State> {
  await visibleOperation(runtime, caller, operationId);
  try {
    return await keptState(runtime, connectionId, operationId);
  } catch (error) {
    if (!(error instanceof StateNotKeptError)) throw error;
    throw new ProblemError(409, error.kind, error.message);
  }
}
