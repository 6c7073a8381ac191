import { parseFilter } from "@pulumi-fivetran/sdk/words";
import { z } from "zod";
import { ProblemError } from "../http/problem";
import { type Route, route } from "../http/route";
import {
  connectionIdSchema,
  credentialsFields,
  durationSchema,
  objectSchema,
  operationSchema,
  waitQuery,
} from "../http/schemas";
import { textOfState } from "../states/stateText";
import { DEFAULT_SYNC_WAIT_MS } from "../updateState";
import { maintenanceWindow } from "../workflows/maintenanceWindow";
import { moveConnection } from "../workflows/moveConnection";
import { resync } from "../workflows/resync";
import { rotateCredential } from "../workflows/rotateCredential";
import { answerWith, askedBy } from "./asked";

const MOST_CONNECTIONS = 5_000;

const filterSchema = z
  .string()
  .min(1)
  .max(2_000)
  .refine((text) => "value" in parseFilter(text), {
    message: "is not a filter such as 'service=postgres group=analytics'",
  })
  .meta({ description: "As everywhere in pulumi-fivetran: service=postgres group=analytics." });

const windowBody = z
  .strictObject({
    ...credentialsFields,
    connections: z.array(connectionIdSchema).min(1).max(MOST_CONNECTIONS).optional(),
    group: connectionIdSchema.optional().meta({ description: "The id of a group." }),
    filter: filterSchema.optional(),
    until: z.iso.datetime({ offset: true }).optional().meta({
      description: "When it ends by itself. Without it, and without `for`, somebody has to end it.",
    }),
    for: durationSchema.optional().meta({ description: "How long it lasts, from now on." }),
    sync_wait: durationSchema.optional(),
  })
  .refine(
    (body) => [body.connections, body.group, body.filter].filter((each) => each !== undefined).length === 1,
    {
      message: "give connections, group or filter, one of the three",
    },
  )
  .refine((body) => body.until === undefined || body.for === undefined, {
    message: "give until or for, one of the two",
  });

const valuesSchema = z
  .strictObject({ config: objectSchema.optional(), auth: objectSchema.optional() })
  .refine(({ config, auth }) => Object.keys({ ...config, ...auth }).length > 0, {
    message: "holds no value",
  });

const rotationBody = z
  .strictObject({
    ...credentialsFields,
    connection_id: connectionIdSchema,
    new: valuesSchema.meta({ description: "What is set, as Fivetran calls it: { config: { password } }." }),
    old: valuesSchema.meta({
      description: "What is there now, with the same names: it is set again when a test fails.",
    }),
  })
  .refine((body) => namesOf(body.new) === namesOf(body.old), {
    message: "old and new must hold the same names: what has no old value cannot be put back",
  });

const resyncBody = z
  .strictObject({
    ...credentialsFields,
    connection_id: connectionIdSchema,
    tables: z
      .record(z.string().min(1), z.array(z.string().min(1)).min(1))
      .optional()
      .meta({ description: "Names of tables by name of schema; everything without it." }),
    confirm: z.string().max(100).meta({
      description:
        "The connection's id once more: a resync takes long, costs rows and overwrites the destination.",
    }),
  })
  .refine((body) => body.confirm === body.connection_id, {
    path: ["confirm"],
    message: "must be the id of the connection, to confirm that its history is loaded again",
  });

const moveBody = z
  .strictObject({
    ...credentialsFields,
    connection_id: connectionIdSchema,
    destination_group_id: connectionIdSchema.meta({ description: "The id of the group to move it to." }),
    sync_behavior: z.enum(["CONTINUE", "BACKFILL", "CONTINUE_WITH_DATA"]).meta({
      description:
        "CONTINUE keeps the cursor, BACKFILL loads the history again, CONTINUE_WITH_DATA also moves what is loaded, from Snowflake's own tables to a lakehouse only.",
    }),
    force_move: z.boolean().optional().meta({
      description: "Says that everything was prepared for credentials that belong to the group.",
    }),
    sync_wait: durationSchema.optional(),
    confirm: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "With BACKFILL: the connection's id once more, as for a resync." }),
  })
  .refine((body) => body.sync_behavior !== "BACKFILL" || body.confirm === body.connection_id, {
    path: ["confirm"],
    message: "must be the id of the connection, to confirm that its history is loaded again",
  });

const ended = { description: "It is done.", schema: operationSchema };
const begun = {
  description: "It goes on; GET /operations/{id} says how far it is.",
  schema: operationSchema,
};

/** What is changed beside states. */
export const changeRoutes: readonly Route[] = [
  route({
    method: "post",
    path: "/maintenance-windows",
    operationId: "beginWindow",
    summary: "Pauses connections until a time or a call, and then resumes those that ran before",
    access: "body",
    body: windowBody,
    query: waitQuery.extend({ wait: waitQuery.shape.wait.default(0) }),
    answers: { 200: ended, 202: begun },
    problems: [404, 409, 422, 429, 502],
    run: (call) => {
      const { body, runtime } = call;
      const until = body.until === undefined ? undefined : Date.parse(body.until);
      if (until !== undefined && until <= runtime.store.now())
        throw new ProblemError(
          400,
          "invalid",
          "The request is not right: body.until: must be in the future.",
        );
      const asked = askedBy(call, body, "beginWindow");
      const ends = until ?? (body.for === undefined ? undefined : runtime.store.now() + body.for);
      const input = {
        ...(body.connections === undefined ? {} : { connectionIds: body.connections }),
        ...(body.group === undefined ? {} : { groupId: body.group }),
        ...(body.filter === undefined ? {} : { filter: body.filter }),
        ...(ends === undefined ? {} : { until: ends }),
        syncWaitMs: body.sync_wait ?? DEFAULT_SYNC_WAIT_MS,
        pollMs: runtime.settings.pollMs,
      };
      return answerWith(call, () => runtime.begin({ workflow: maintenanceWindow, input, ...asked }));
    },
  }),
  route({
    method: "post",
    path: "/credentials/rotate",
    operationId: "rotateCredential",
    summary:
      "Sets other credentials of a connection, tests them, and sets the old ones again when a test fails",
    access: "body",
    body: rotationBody,
    query: waitQuery,
    answers: { 200: ended, 202: begun },
    problems: [404, 409, 422, 429, 502],
    run: (call) => {
      const { connection_id: connectionId, new: next, old } = call.body;
      const asked = askedBy(call, call.body, "rotateCredential");
      const secrets = { new: textOfState(next), old: textOfState(old) };
      return answerWith(call, () =>
        call.runtime.begin({
          workflow: rotateCredential,
          connectionId,
          input: { connectionId },
          secrets,
          ...asked,
        }),
      );
    },
  }),
  route({
    method: "post",
    path: "/resyncs",
    operationId: "resync",
    summary: "Loads the history of a connection, or of tables of it, again",
    access: "body",
    body: resyncBody,
    query: waitQuery,
    answers: { 200: ended, 202: begun },
    problems: [404, 409, 422, 429, 502],
    run: (call) => {
      const { connection_id: connectionId, tables } = call.body;
      const asked = askedBy(call, call.body, "resync");
      const input = { connectionId, ...(tables === undefined ? {} : { scope: tables }) };
      return answerWith(call, () => call.runtime.begin({ workflow: resync, connectionId, input, ...asked }));
    },
  }),
  route({
    method: "post",
    path: "/moves",
    operationId: "moveConnection",
    summary: "Moves a connection to another group, and follows the job that does so to its end",
    access: "body",
    body: moveBody,
    query: waitQuery,
    answers: { 200: ended, 202: begun },
    problems: [404, 409, 422, 429, 502],
    run: (call) => {
      const { body, runtime } = call;
      const { connection_id: connectionId, force_move: forceMove } = body;
      const asked = askedBy(call, body, "moveConnection");
      const input = {
        connectionId,
        destinationGroupId: body.destination_group_id,
        syncBehavior: body.sync_behavior,
        ...(forceMove === undefined ? {} : { forceMove }),
        syncWaitMs: body.sync_wait ?? DEFAULT_SYNC_WAIT_MS,
        pollMs: runtime.settings.pollMs,
      };
      return answerWith(call, () =>
        runtime.begin({ workflow: moveConnection, connectionId, input, ...asked }),
      );
    },
  }),
];

function namesOf({
  config = {},
  auth = {},
}: {
  config?: object | undefined;
  auth?: object | undefined;
}): string {
  return JSON.stringify([Object.keys(config).sort(), Object.keys(auth).sort()]);
}
