import type { ConnectionSchedule } from "./connectionSchedule.types";
import type { ConnectCardConfig, NewConnection } from "./connections.types";

const DAY_MINUTES = 1440;

/** Why a frequency cannot be meant; undefined when it can. */
export function problemWithFrequency(minutes: number, dailySyncTime: string | undefined): string | undefined {
  if (!Number.isInteger(minutes) || minutes < 1)
    return `a sync frequency is a whole number of minutes, not ${String(minutes)}`;
  if (dailySyncTime === undefined || minutes === DAY_MINUTES) return undefined;
  return `dailySyncTime goes with a frequency of ${DAY_MINUTES} minutes, not with ${minutes}`;
}

const NEEDED: Readonly<Record<string, "interval" | "timeOfDay" | "cron">> = {
  INTERVAL: "interval",
  TIME_OF_DAY: "timeOfDay",
  CRON: "cron",
};

/** Why a schedule cannot be meant; undefined when it can, or has a type that this version does not know. */
export function problemWithSchedule(schedule: ConnectionSchedule): string | undefined {
  const { scheduleType }: { scheduleType?: unknown } = schedule; // Programs in JavaScript pass anything.
  if (typeof scheduleType !== "string" || scheduleType === "")
    return "a schedule needs its scheduleType: INTERVAL, TIME_OF_DAY, CRON or MANUAL";
  const needed = NEEDED[scheduleType];
  if (needed === undefined || (schedule[needed] ?? "") !== "") return undefined;
  return `a schedule of the type ${scheduleType} needs ${needed}`;
}

/** A card is for a connection that nobody has signed in for yet, and leads somewhere afterwards. */
export function problemWithCard({
  connectCardConfig,
  runSetupTests,
}: Partial<Pick<NewConnection, "connectCardConfig" | "runSetupTests">>): string | undefined {
  if (connectCardConfig === undefined) return undefined;
  if (runSetupTests !== false)
    return "connectCardConfig needs runSetupTests: false: the tests cannot pass before somebody has signed in with the card";
  return problemWithAddress(connectCardConfig);
}

/** Why a Connect Card cannot work; undefined when it can. */
export function problemWithAddress(config: ConnectCardConfig): string | undefined {
  const { redirectUri }: { redirectUri?: unknown } = config; // Programs in JavaScript pass anything.
  if (typeof redirectUri === "string" && /^https?:\/\/./i.test(redirectUri)) return undefined;
  return "a Connect Card needs a redirectUri: the http or https address to which the browser goes afterwards";
}
