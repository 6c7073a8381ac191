/** What to do when Fivetran refuses `schedule`, which its document has in what it returns and not in what it takes. */
import { isInvalidInput } from "@pulumi-fivetran/sdk";
import { OLDER_INTERVALS } from "@pulumi-fivetran/sdk/words";
import { HandlerError, problemOf } from "../../errors/problem";

/**
 * Sends something, and explains a refusal of it.
 *
 * @param body What is sent, under the client's names.
 * @throws HandlerError (a refusal of a body with a `schedule`) that names the older settings
 */
export async function explainingSchedule<T>(body: object, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw "schedule" in body ? withOlderForm(error) : error;
  }
}

/** The error itself where it is no refusal. */
export function withOlderForm(error: unknown): unknown {
  if (!isInvalidInput(error) || error.status !== 400) return error;
  const { advice = [], ...problem } = problemOf(error);
  const text =
    "If it is the schedule that Fivetran refuses: that it takes `schedule` with days, cron expressions and other times is known from its Go " +
    `client alone, and this account may not have it. The older settings are \`syncFrequencyMinutes\` (${OLDER_INTERVALS.join(", ")}) and, with 1440, ` +
    "`dailySyncTime` (a full hour); words that they can say, such as 'every 6 hours' or 'daily at 09:00', are sent as these.";
  return new HandlerError(
    { path: ["schedule"], ...problem, advice: [...advice, { kind: "edit", text }] },
    error,
  );
}
