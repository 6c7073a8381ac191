import { z } from "zod";
import { timeText } from "../http/operationView";
import { type Route, route } from "../http/route";

const holdSchema = z
  .object({
    connection_id: z.string(),
    operation_id: z.string(),
    since: z.string().meta({ format: "date-time" }),
    was_running: z.boolean(),
    overdue: z.boolean(),
  })
  .meta({ id: "Hold" });

/** What is paused by operations, and since when. */
export function holdRoutes(holdAlarmMs: number): Route[] {
  return [
    route({
      method: "get",
      path: "/holds",
      operationId: "listHolds",
      summary: "Lists the connections that are paused by operations, the longest first",
      access: "token",
      answers: { 200: { description: "The holds.", schema: z.object({ items: z.array(holdSchema) }) } },
      async run({ runtime: { store } }) {
        const items = (await store.holds.list()).map((hold) => ({
          connection_id: hold.connectionId,
          operation_id: hold.operationId,
          since: timeText(hold.since),
          was_running: hold.wasRunning,
          overdue: store.now() - hold.since > holdAlarmMs,
        }));
        return { status: 200, body: { items } };
      },
    }),
  ];
}
