import { z } from "zod";
import { ApiError, errors } from "../errors";
import type { ControlRoute } from "../http/app";
import { type Reply, refusal, reply } from "../http/envelope";
import { given } from "../state/given";
import { setupTestRuleModel, shapeModel, shapeTargetModel } from "../state/inputModels";
import { refusalOf } from "./access";
import type { Control } from "./control";

/** Over HTTP, a control call answers its result as JSON, without an envelope; `{}` when it has none. A fault is 400 with all of its causes. */

const fault = z.strictObject({
  method: z.string().optional(),
  path: z.string().refine(isRegularExpression, "is not a regular expression").optional(),
  skip: z.int().nonnegative().optional(),
  times: z.int().nonnegative().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.int().optional(),
  latencyMs: z.number().nonnegative().optional(),
  afterRunning: z.boolean().optional(),
  drop: z.enum(["before", "after"]).optional(),
  status: z.int().min(200).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  body: z.string().optional(),
  retryAfter: z.union([z.number(), z.string()]).optional(),
});

const halt = z.strictObject({
  at: z.enum(["apiCall", "storeWrite"]),
  count: z.int().positive(),
  afterRunning: z.boolean().optional(),
  action: z.enum(["hang", "exit"]).optional(),
});

const clock = z.strictObject({
  set: z.union([z.number(), z.iso.datetime()]).optional(),
  advanceMs: z.number().optional(),
  frozen: z.boolean().optional(),
});

const alerts = z.array(
  z.strictObject({ code: z.string(), message: z.string(), details: z.string().optional() }),
);
const status = z.strictObject({
  setupState: z.enum(["incomplete", "connected", "broken"]).optional(),
  updateState: z.enum(["on_schedule", "delayed"]).optional(),
  rescheduledFor: z.string().optional(),
  failedAt: z.string().nullable().optional(),
  tasks: alerts.optional(),
  warnings: alerts.optional(),
});

const settings = z.strictObject({
  unsupportedServices: z.array(z.string()).optional(),
  personAuthorizedServices: z.array(z.string()).optional(),
  addMetadataConnections: z.boolean().optional(),
  syncDurationMs: z.number().nonnegative().optional(),
});

const snapshot = z.array(z.strictObject({ collection: z.string(), id: z.string(), value: z.unknown() }));

const NO_SUCH_CALL = reply(404, {
  message: "There is no such control call. The server's readme lists them.",
});

/** The control API under `/_local/`, on the same port as the API, without authentication. */
export function controlRoutes(control: Control): readonly ControlRoute[] {
  return [
    route("GET", "/_local/journal", z.undefined(), () => control.journal()),
    route("DELETE", "/_local/journal", z.undefined(), () => control.clearJournal()),
    route("GET", "/_local/faults", z.undefined(), () => control.faults.list()),
    route("POST", "/_local/faults", fault, (body) => ({ id: control.faults.add(body) })),
    route("DELETE", "/_local/faults", z.undefined(), () => control.faults.clear()),
    route("DELETE", "/_local/faults/{id}", z.undefined(), (_body, { id = "" }) => {
      if (!control.faults.remove(id)) throw errors.unknownPath();
    }),
    route("GET", "/_local/clock", z.undefined(), () => clockView(control)),
    route("POST", "/_local/clock", clock, (body) => {
      if (body.frozen === true) control.clock.freeze();
      if (body.frozen === false) control.clock.resume();
      if (body.set !== undefined) control.clock.set(body.set);
      if (body.advanceMs !== undefined) control.clock.advance(body.advanceMs);
      return clockView(control);
    }),
    route("GET", "/_local/setup-tests", z.undefined(), () => control.setupTests.list()),
    route("POST", "/_local/setup-tests", setupTestRuleModel, async (body) => ({
      id: await control.setupTests.add(body),
    })),
    route("DELETE", "/_local/setup-tests", z.undefined(), () => control.setupTests.clear()),
    route("DELETE", "/_local/setup-tests/{id}", z.undefined(), (_body, { id = "" }) =>
      control.setupTests.remove(id),
    ),
    route("PUT", "/_local/shapes", z.strictObject({ target: shapeTargetModel, shape: shapeModel }), (body) =>
      control.setShape(body.target, body.shape),
    ),
    route("POST", "/_local/connections/{id}/authorize", z.undefined(), (_body, { id = "" }) =>
      control.authorize(id),
    ),
    route("PATCH", "/_local/connections/{id}/status", status, (body, { id = "" }) =>
      control.setStatus(id, given(body)),
    ),
    route("POST", "/_local/groups/{id}/metadata-connection", z.undefined(), async (_body, { id = "" }) => ({
      id: await control.addMetadataConnection(id),
    })),
    route("PATCH", "/_local/settings", settings, (body) => control.configure(given(body))),
    route("PUT", "/_local/latency", z.strictObject({ ms: z.number().nonnegative() }), (body) =>
      control.setLatency(body.ms),
    ),
    route("POST", "/_local/halt", halt, (body) => control.halts.set(body)),
    route("DELETE", "/_local/halt", z.undefined(), () => control.halts.release()),
    route("GET", "/_local/snapshot", z.undefined(), () => control.snapshot()),
    route("PUT", "/_local/snapshot", snapshot, (body) => control.restore(body)),
    route("POST", "/_local/reset", z.undefined(), () => control.reset()),
    { method: "ALL", path: "/_local/*", serve: () => Promise.resolve(NO_SUCH_CALL) },
  ];
}

function route<Body>(
  method: string,
  path: string,
  model: z.ZodType<Body>,
  run: (body: Body, params: Readonly<Record<string, string>>) => unknown,
): ControlRoute {
  return {
    method,
    path,
    serve: async (call) => {
      try {
        const refused = refusalOf(call);
        if (refused !== undefined) return reply(403, { message: refused });
        const result = await run(
          model.parse(call.text === "" ? undefined : JSON.parse(call.text)),
          call.params,
        );
        return reply(200, result ?? {});
      } catch (error) {
        return faultReply(error);
      }
    },
  };
}

function faultReply(error: unknown): Reply {
  if (error instanceof ApiError) return refusal(error);
  if (error instanceof SyntaxError) return reply(400, { message: `The body is not JSON: ${error.message}` });
  if (error instanceof z.ZodError) {
    const faults = error.issues.map(
      (issue) => `${issue.path.map(String).join(".") || "body"}: ${issue.message}`,
    );
    return reply(400, { message: "The body is not what this control call takes.", faults });
  }
  throw error;
}

function clockView(control: Control): unknown {
  return { now: new Date(control.clock.now()).toISOString() };
}

function isRegularExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
