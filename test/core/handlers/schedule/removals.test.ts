import { describe, expect, it } from "vitest";
import type { Context, Properties } from "../../../../core/src/contract";
import { connectorScheduleHandler as handler } from "../../../../core/src/handlers/connectorSchedule";

const HANDED_OVER =
  "is no longer declared here and stays as it is: another resource may manage the schedule now";

/** A schedule's diff makes no call. Nothing was moved in the run. */
const NO_CONTEXT = { connections: { runsAfterMove: () => undefined } } as unknown as Context;

async function noticesOf(before: Properties, after: Properties): Promise<Record<string, string>> {
  const checked = (news: Properties) =>
    handler.check({ olds: undefined, news: { connectorId: "c", ...news } }).inputs as never;
  const { notices } = await handler.diff(
    { id: "c", olds: checked(before), news: checked(after) },
    NO_CONTEXT,
  );
  return Object.fromEntries(notices.map(({ path, message }) => [path.join("."), message]));
}

describe("what the preview says of a schedule's settings that are no longer declared", () => {
  it.each([
    ["an interval in the place of a day", { schedule: "daily at 09:00" }, { schedule: "every 15 minutes" }],
    ["manual in the place of an interval", { schedule: "every 15 minutes" }, { schedule: "manual" }],
    ["manual in the place of a day", { schedule: "daily at 09:00" }, { schedule: "manual" }],
    [
      "the same in numbers",
      { syncFrequencyMinutes: 1440, dailySyncTime: "09:00" },
      { syncFrequencyMinutes: 60 },
    ],
  ])("is nothing where another schedule takes their place: %s", async (_, before, after) => {
    expect(await noticesOf(before, after)).toEqual({});
  });

  it("is that a day without a time keeps the one it has", async () => {
    expect(await noticesOf({ schedule: "daily at 09:00" }, { schedule: "daily" })).toEqual({
      dailySyncTime: "is no longer declared: Fivetran keeps the time of day that is set",
    });
  });

  it("is that they stay where nothing is declared in their place", async () => {
    expect(await noticesOf({ schedule: "daily at 09:00", paused: false }, { paused: false })).toEqual({
      syncFrequencyMinutes: HANDED_OVER,
      dailySyncTime: HANDED_OVER,
      scheduleType: HANDED_OVER,
    });
  });
});
