import { z } from "zod";
import type { Deliveries } from "../events/deliveries";
import { timeText } from "../http/operationView";
import { ProblemError } from "../http/problem";
import { type Route, route } from "../http/route";
import { reactivations } from "../service/reactivation";

const asideSchema = z
  .object({
    event_id: z.string(),
    handler: z.string(),
    name: z.string(),
    connection_id: z.string(),
    attempts: z.int(),
    problem: z.string().nullable(),
  })
  .meta({ id: "EventPutAside" });

const reactivationSchema = z
  .object({
    webhook_id: z.string(),
    at: z.string().meta({ format: "date-time" }),
    problem: z.string().nullable(),
  })
  .meta({ id: "Reactivation" });

/** The events that a handler failed on ten times, and the webhooks that were activated again. */
export function eventRoutes(deliveries: Deliveries): Route[] {
  return [
    route({
      method: "get",
      path: "/events/aside",
      operationId: "listEventsPutAside",
      summary: "Lists events that a handler failed on ten times",
      access: "token",
      answers: { 200: { description: "The events.", schema: z.object({ items: z.array(asideSchema) }) } },
      run: async () => ({ status: 200, body: { items: await deliveries.putAside() } }),
    }),
    route({
      method: "post",
      path: "/events/{id}/send",
      operationId: "sendEventAgain",
      summary: "Hands an event that was put aside to its handlers again",
      access: "token",
      body: z.strictObject({}),
      answers: { 202: { description: "It is handed to them.", schema: z.object({ deliveries: z.int() }) } },
      problems: [404],
      async run({ params }) {
        const count = await deliveries.sendAgain(params["id"] ?? "");
        if (count === 0) throw new ProblemError(404, "notFound", "No event of this id was put aside.");
        return { status: 202, body: { deliveries: count } };
      },
    }),
    route({
      method: "get",
      path: "/webhooks/reactivations",
      operationId: "listReactivations",
      summary: "Lists the webhooks that were found inactive and activated again, the latest first",
      description: "Only webhooks that --reactivate lists are; each at most once a day.",
      access: "token",
      answers: {
        200: { description: "The webhooks.", schema: z.object({ items: z.array(reactivationSchema) }) },
      },
      async run({ runtime: { store } }) {
        const items = await reactivations(store.database);
        return { status: 200, body: { items: items.map((each) => ({ ...each, at: timeText(each.at) })) } };
      },
    }),
  ];
}
