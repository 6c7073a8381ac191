import { z } from "zod";
import { isCron } from "./schedule";

const ids = z.array(z.string().min(1));

/** Every half hour of a day. */
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[03]0$/);

export const weekday = z.enum(["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]);

const scheduleFields = z.object({
  schedule_type: z.enum(["INTEGRATED", "TIME_OF_DAY", "INTERVAL", "CRON"]),
  cron: z.array(z.string().refine(isCron)).optional(),
  interval: z.int().positive().optional(),
  days_of_week: z.array(weekday).optional(),
  time_of_day: timeOfDay.optional(),
  connection_ids: ids.optional(),
  transformation_ids: ids.optional(),
  smart_syncing: z.boolean().optional(),
});

/** What each type of schedule cannot do without. That the service demands it too is UNPROVEN. */
const NEEDED = {
  INTEGRATED: undefined,
  TIME_OF_DAY: "time_of_day",
  INTERVAL: "interval",
  CRON: "cron",
} as const;

export const scheduleModel = scheduleFields.superRefine((schedule, context) => {
  const needed = NEEDED[schedule.schedule_type];
  if (needed === undefined || schedule[needed] !== undefined) return;
  context.addIssue({ code: "invalid_type", expected: "nonoptional", path: [needed], input: undefined });
});
