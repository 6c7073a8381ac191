import { z } from "zod";
import { errors } from "../errors";
import { reply } from "../http/envelope";
import type { ControlRoute } from "../http/routes";
import { pageRoutes } from "../page/pageRoutes";
import { LATEST_MS } from "../state/clock";
import { version } from "../version";
import { accessRefusal } from "./access";
import { accountRoutes, idIn } from "./accountRoutes";
import type { Control } from "./control";
import { journalStream } from "./journalStream";
import { type DeclaredRoute, nothing, route, type Visitors } from "./route";

/** Of what names something. */
const LONGEST_NAME = 1_000;
/** Of what stands in an answer. */
const LONGEST_TEXT = 1024 * 1024;
/** Ten minutes of real time, as on the command line: nobody waits longer, and timers take no more than 25 days. */
const LONGEST_LATENCY_MS = 600_000;
/** A year. */
const LONGEST_RETRY_SECONDS = 366 * 24 * 60 * 60;

const latencyMs = z.number().nonnegative().max(LONGEST_LATENCY_MS);

/** Text that may stand in a header. */
const headerText = z
  .string()
  .max(LONGEST_NAME)
  .regex(/^[\x20-\x7e]*$/, "must be printable ASCII, as headers are");

const fault = z.strictObject({
  method: z.string().max(LONGEST_NAME).optional(),
  path: z.string().max(LONGEST_NAME).refine(isRegularExpression, "is not a regular expression").optional(),
  skip: z.int().nonnegative().optional(),
  times: z.int().nonnegative().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  latencyMs: latencyMs.optional(),
  afterRunning: z.boolean().optional(),
  drop: z.enum(["before", "after"]).optional(),
  status: z.int().min(200).max(599).optional(),
  code: z.string().max(LONGEST_NAME).optional(),
  message: z.string().max(LONGEST_TEXT).optional(),
  body: z.string().max(LONGEST_TEXT).optional(),
  retryAfter: z.union([z.number().nonnegative().max(LONGEST_RETRY_SECONDS), headerText]).optional(),
});

const halt = z.strictObject({
  at: z.enum(["apiCall", "storeWrite", "diskWrite"]),
  count: z.int().positive(),
  afterRunning: z.boolean().optional(),
  action: z.enum(["hang", "exit"]).optional(),
  portion: z.enum(["none", "half", "all"]).optional(),
});

const clock = z.strictObject({
  set: z.union([z.number().nonnegative().max(LATEST_MS), z.iso.datetime()]).optional(),
  advanceMs: z.number().min(-LATEST_MS).max(LATEST_MS).optional(),
  frozen: z.boolean().optional(),
});

const limit = z.strictObject({
  perMinute: z.int().nonnegative().optional(),
  perHour: z.int().nonnegative().optional(),
});

/** Neither of the two ends all limits. */
const rateLimits = z
  .strictObject({
    plan: z.enum(["paid", "trial"]).optional(),
    limits: z
      .strictObject({
        allCalls: limit.optional(),
        setupTests: limit.optional(),
        sourceInteractions: limit.optional(),
        userCreation: limit.optional(),
        privateLinkCreation: limit.optional(),
      })
      .optional(),
  })
  .refine(
    ({ plan, limits }) => plan === undefined || limits === undefined,
    "takes a plan or limits, not both",
  );

/** A path that begins like a control call and is none. */
export const NO_SUCH_CALL = reply(404, {
  message: "There is no such control call. The server's readme lists them.",
});

/**
 * The control API under `/_local/`, on the same port as the API.
 *
 * @param visitors who may call (see access.ts)
 */
export function controlRoutes(control: Control, visitors: Visitors): readonly ControlRoute[] {
  const declared = [...serverRoutes(control), ...accountRoutes(control)];
  return [...pageRoutes(), metricsRoute(control, visitors), ...declared.map((one) => one(visitors))];
}

/** Text, as Prometheus reads it. */
function metricsRoute(control: Control, { token, hosts }: Visitors): ControlRoute {
  return {
    method: "GET",
    path: "/metrics",
    serve: (call) => {
      const refused = accessRefusal(call, token, hosts);
      const answer =
        refused === undefined
          ? { status: 200, body: control.metrics(), headers: { "content-type": "text/plain; version=0.0.4" } }
          : reply(refused.status, { message: refused.message });
      return Promise.resolve(answer);
    },
  };
}

function serverRoutes(control: Control): readonly DeclaredRoute[] {
  return [
    route("GET", "/_local/overview", nothing, () => overviewOf(control)),
    route("GET", "/_local/journal", nothing, () => control.journal()),
    route("DELETE", "/_local/journal", nothing, () => control.clearJournal()),
    route("GET", "/_local/journal/stream", nothing, (_, call) =>
      journalStream(control, call.query["after"] ?? call.header("last-event-id")),
    ),
    route("GET", "/_local/faults", nothing, () => control.faults.list()),
    route("POST", "/_local/faults", fault, (body) => ({ id: control.faults.add(body) })),
    route("DELETE", "/_local/faults", nothing, () => control.faults.clear()),
    route("DELETE", "/_local/faults/{id}", nothing, (_, call) => {
      if (!control.faults.remove(idIn(call))) throw errors.unknownPath();
    }),
    route("GET", "/_local/clock", nothing, () => clockView(control)),
    route("POST", "/_local/clock", clock, async (body) => {
      await control.clock.change(body);
      return clockView(control);
    }),
    route("GET", "/_local/latency", nothing, () => ({ ms: control.latencyMs })),
    route("PUT", "/_local/latency", z.strictObject({ ms: latencyMs }), (body) => control.setLatency(body.ms)),
    route("GET", "/_local/rate-limits", nothing, () => control.rateLimits),
    route("PUT", "/_local/rate-limits", rateLimits, (body) =>
      control.setRateLimits(body.plan ?? body.limits),
    ),
    route("POST", "/_local/halt", halt, (body) => control.halts.set(body)),
    route("DELETE", "/_local/halt", nothing, () => control.halts.release()),
  ];
}

/** What the server serves, for its page: read-only, and without any secret. */
async function overviewOf(control: Control): Promise<unknown> {
  return {
    version: version(),
    clock: clockView(control),
    latencyMs: control.latencyMs,
    rateLimits: control.rateLimits,
    faults: control.faults.list(),
    accounts: await Promise.all(control.accountIds.map((id) => control.account(id).overview())),
  };
}

function clockView(control: Control): unknown {
  return { now: new Date(control.clock.now()).toISOString(), frozen: control.clock.isFrozen };
}

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
