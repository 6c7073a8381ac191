import { type Connection, InvalidInputError } from "@pulumi-fivetran/sdk";
import { DAYS } from "@pulumi-fivetran/sdk/words";
import { describe, expect, it } from "vitest";
import { sendingSchedule } from "../../../../core/src/handlers/schedule/leftDays";

const MONDAYS = { scheduleType: "INTERVAL", interval: 60, daysOfWeek: ["MONDAY"] };

/** Fivetran, if it keeps the days of a schedule when only the older settings are sent. */
function keeping(before: object, refusesNewer = false) {
  let live: Record<string, unknown> = { id: "c", schedule: before };
  const sent: object[] = [];
  const send = async (body: Readonly<Record<string, unknown>>): Promise<Connection> => {
    sent.push(body);
    await Promise.resolve();
    const isNewer = body["schedule"] !== undefined;
    if (isNewer && refusesNewer)
      throw new InvalidInputError({
        message: "no",
        method: "PATCH",
        path: "/c",
        status: 400,
        code: "InvalidInput",
      });
    live = { ...live, ...body };
    return live as unknown as Connection;
  };
  return { sent, send };
}

describe("older settings in place of a schedule that they cannot say", () => {
  it.each<[string, object, object, object]>([
    [
      "days",
      MONDAYS,
      { syncFrequency: 60 },
      { scheduleType: "INTERVAL", interval: 60, daysOfWeek: [...DAYS] },
    ],
    [
      "a cron expression",
      { scheduleType: "CRON", cron: "0 6 * * 1" },
      { syncFrequency: 1440, dailySyncTime: "09:00" },
      { scheduleType: "TIME_OF_DAY", timeOfDay: "09:00", daysOfWeek: [...DAYS] },
    ],
    ["days, for a manual one", MONDAYS, { scheduleType: "manual" }, { scheduleType: "MANUAL" }],
  ])("are followed by the newer form where Fivetran keeps %s", async (_, before, body, schedule) => {
    const { sent, send } = keeping(before);
    expect(await sendingSchedule({ ...body }, send)).toMatchObject({ schedule });
    expect(sent).toEqual([body, { schedule }]);
  });

  it("are all that is sent where Fivetran forgets them, and where there were none", async () => {
    for (const before of [{ scheduleType: "INTERVAL", interval: 60 }, { scheduleType: "MANUAL" }, {}]) {
      const { sent, send } = keeping(before);
      await sendingSchedule({ syncFrequency: 60, paused: false }, send);
      expect(sent).toHaveLength(1);
    }
  });

  it("are no matter of a change that says nothing of the schedule, or says it in the newer form", async () => {
    for (const body of [{ paused: true }, { schedule: MONDAYS, syncFrequency: 60 }]) {
      const { sent, send } = keeping(MONDAYS);
      await sendingSchedule(body, send);
      expect(sent).toEqual([body]);
    }
  });

  it("fail with what is left, and with what to do, where Fivetran refuses the newer form", async () => {
    const { send } = keeping(MONDAYS, true);
    await expect(sendingSchedule({ syncFrequency: 360 }, send)).rejects.toMatchObject({
      message: expect.stringContaining("it is 'every hour on monday' now") as unknown,
      problem: { advice: [{ kind: "edit", text: expect.stringContaining("dashboard") as unknown }] },
    });
  });
});
