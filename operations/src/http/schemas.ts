import { parseDuration } from "@pulumi-fivetran/sdk/words";
import { z } from "zod";
import { API_KEY, API_SECRET, CREDENTIALS_NAME } from "../credentials/credentials";

/** A problem, as RFC 9457 has it. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: "What failed, why, and what to do." }),
    operation_id: z.string().optional(),
    step: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });

const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;

/** A span of time as people write it. @returns milliseconds */
export const durationSchema = z
  .string()
  .max(40)
  .meta({ description: "A duration such as 90s, 30m or 2h; 7 days at most.", example: "2h" })
  .transform((text, context) => {
    const ms = parseDuration(text);
    if (ms !== undefined && ms > 0 && ms <= LONGEST_MS) return ms;
    context.addIssue({
      code: "custom",
      message: "must be a duration such as 90s, 30m or 2h, of 7 days at most",
    });
    return z.NEVER;
  });

export const connectionIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,100}$/, "must be the id of a connection")
  .meta({ description: "The id of the connection, such as crisp_falcon." });

/** Where the credentials come from: the request, the service's environment, or a name that the service knows. */
export const credentialsFields = {
  api_key: z
    .string()
    .regex(API_KEY, "must be an API key of Fivetran: visible characters without a colon")
    .optional()
    .meta({ description: "With api_secret: whose request it is." }),
  api_secret: z
    .string()
    .regex(API_SECRET, "must be an API secret of Fivetran: visible characters")
    .optional(),
  credentials: z
    .string()
    .regex(CREDENTIALS_NAME, "must be a name of A-Z, a-z, 0-9, _ and -")
    .optional()
    .meta({ description: "The name of credentials that the service has; needs its token." }),
};

export const objectSchema = z.record(z.string(), z.unknown());

const time = z.string().meta({ format: "date-time" });

export const stepSchema = z
  .object({
    position: z.int(),
    name: z.string(),
    attempts: z.int(),
    started_at: time,
    due_at: time.nullable(),
    ended_at: time.nullable(),
    api_calls: z.int(),
    failed: z.string().nullable(),
  })
  .meta({ id: "Step" });

export const operationSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    connection_id: z.string().nullable(),
    status: z.enum(["running", "waiting", "succeeded", "failed", "cancelled"]),
    doing: z.string().nullable().meta({ description: "The step that it is in." }),
    attention: z
      .string()
      .nullable()
      .meta({ description: "What keeps it from going on, when somebody has to act." }),
    cancel_requested: z.boolean(),
    created_at: time,
    ended_at: time.nullable(),
    outcome: z.unknown().nullable(),
    failure: objectSchema.nullable(),
    steps: z.array(stepSchema).optional(),
  })
  .meta({ id: "Operation" });

/** How long a request waits for its operation. */
export const waitQuery = z.object({
  wait: z.coerce.number().min(0).max(300).default(30).meta({
    description: "The longest to wait for the end of the operation, in seconds; then 202 with its id.",
  }),
});
