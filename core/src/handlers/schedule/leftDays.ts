/**
 * The older settings replace a schedule that only the newer form can say. Whether Fivetran forgets its days then, no source says; days
 * that stay would leave whole days without a sync, against the program (decisions/0086-days-that-a-schedule-keeps.md).
 */
import { type Connection, isInvalidInput } from "@pulumi-fivetran/sdk";
import { DAYS, newerFormOf, olderFormOf } from "@pulumi-fivetran/sdk/words";
import { HandlerError, problemOf } from "../../errors/problem";
import { explainingSchedule } from "./refusal";
import { formOf, scheduleInRequest, wordsOf } from "./upstream";

const OLDER = ["syncFrequency", "dailySyncTime", "scheduleType"] as const;

/**
 * Sends a change, and, where the older settings in it have left days or a cron expression behind, the whole schedule in the newer form.
 *
 * @param body under the client's names
 * @throws HandlerError for a refusal of a `schedule`, naming the older settings, or what was left
 */
export async function sendingSchedule(
  body: Readonly<Record<string, unknown>>,
  send: (body: Readonly<Record<string, unknown>>) => Promise<Connection>,
): Promise<Connection> {
  const live = await explainingSchedule(body, () => send(body));
  const whole = wholeSchedule(body, live);
  if (whole === undefined) return live;
  try {
    return await send({ schedule: whole });
  } catch (error) {
    throw isInvalidInput(error) ? withRemedy(error, live) : error;
  }
}

/** Undefined where what was sent is what Fivetran has. */
function wholeSchedule(
  body: Readonly<Record<string, unknown>>,
  live: Connection,
): ReturnType<typeof scheduleInRequest> | undefined {
  const isOlder = OLDER.some((name) => body[name] !== undefined && body[name] !== null);
  const form = formOf(live);
  if (!isOlder || body["schedule"] !== undefined || form === undefined || olderFormOf(form) !== undefined)
    return undefined;
  const { syncFrequency, dailySyncTime, scheduleType } = { ...live, ...body } as Readonly<
    Record<string, unknown>
  >;
  const wanted = newerFormOf({
    ...(typeof syncFrequency === "number" && { syncFrequency }),
    ...(typeof dailySyncTime === "string" && { dailySyncTime }),
    ...(typeof scheduleType === "string" && { scheduleType }),
  });
  if (wanted === undefined) return undefined;
  return scheduleInRequest(wanted.scheduleType === "MANUAL" ? wanted : { ...wanted, daysOfWeek: DAYS });
}

function withRemedy(error: unknown, live: Connection): HandlerError {
  const problem = problemOf(error);
  const summary =
    `Fivetran took the interval and kept the rest of the schedule that it had: it is '${wordsOf(live) ?? ""}' now, ` +
    `and Fivetran refuses \`schedule\`, which could change that: ${problem.summary}`;
  const text =
    "Set the days of the connector's schedule to all in Fivetran's dashboard; then the next run finds it as declared.";
  return new HandlerError(
    { ...problem, summary, path: ["schedule"], advice: [{ kind: "edit", text }] },
    error,
  );
}
