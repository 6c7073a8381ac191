import { z } from "zod";
import { openApiDocument } from "../http/openapi";
import { type Route, route } from "../http/route";
import { healthOf } from "../service/health";
import type { Metrics } from "../service/metrics";

const healthSchema = z
  .object({
    status: z.enum(["ok", "red"]),
    operations: z.record(z.string(), z.int()),
    needing_attention: z.int(),
    held_connections: z.int(),
    overdue_holds: z.int(),
    longest_hold_seconds: z.int(),
    events_put_aside: z.int(),
  })
  .meta({ id: "Health" });

/** What tells of the service itself. */
export function serviceRoutes(metrics: Metrics, holdAlarmMs: number, others: readonly Route[]): Route[] {
  const own: Route[] = [
    route({
      method: "get",
      path: "/health",
      operationId: "getHealth",
      summary: "Whether all is well: states and counts",
      access: "anyone",
      answers: { 200: { description: "How it is; `red` when somebody should look.", schema: healthSchema } },
      run: async ({ runtime }) => ({ status: 200, body: await healthOf(runtime, holdAlarmMs) }),
    }),
    route({
      method: "get",
      path: "/metrics",
      operationId: "getMetrics",
      summary: "The same and more, for Prometheus",
      access: "token",
      answers: { 200: { description: "Metrics as text.", mediaType: "text/plain", schema: z.string() } },
      run: async ({ runtime }) => ({
        status: 200,
        text: await metrics.text(await healthOf(runtime, holdAlarmMs)),
      }),
    }),
    route({
      method: "get",
      path: "/openapi.json",
      operationId: "getDocument",
      summary: "This document",
      access: "anyone",
      answers: { 200: { description: "OpenAPI 3.1.", schema: z.looseObject({}) } },
      run: () => Promise.resolve({ status: 200, body: document }),
    }),
  ];
  const document = openApiDocument([...others, ...own]);
  return own;
}
