import { z } from "zod";
import { apiObject, openEnum, optional } from "../wire/answerSchema";
import type { ConnectionScheduleType } from "./connectionSchedule.types";
import type { DayOfWeek } from "./transformations.types";

export const connectionSchedule = apiObject({
  scheduleType: optional(openEnum<ConnectionScheduleType>()),
  interval: optional(z.number()),
  timeOfDay: optional(z.string()),
  daysOfWeek: optional(z.array(openEnum<DayOfWeek>())),
  cron: optional(z.string()),
});
