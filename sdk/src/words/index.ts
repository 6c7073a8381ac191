/**
 * What people write in programs, files and commands: schedules, durations, row filters, and filters and names of connections. One grammar for all
 * packages. It loads nothing else of the client, and knows what words say, not what Fivetran can do with them.
 */
export type { ConnectionScheduleForm, OlderScheduleForm } from "./connectionSchedules";
export {
  formatConnectionSchedule,
  isSameSchedule,
  newerFormOf,
  OLDER_INTERVALS,
  olderFormOf,
  parseConnectionSchedule,
  unprovenIn,
} from "./connectionSchedules";
export type { Day } from "./days";
export { DAYS, formatDays, parseDays } from "./days";
export { formatDuration, parseDuration } from "./durations";
export type {
  ConnectionFilter,
  ConnectionStateWord,
  FilteredConnection,
  FilterKey,
  FilterTerm,
} from "./filters";
export { FILTER_KEYS, formatFilter, matchesFilter, parseFilter, stateWordsOf } from "./filters";
export type { ConnectionName } from "./names";
export { formatName, parseName } from "./names";
export type { Parsed } from "./parsed";
export type { RowFilterProblem } from "./rowFilters";
export { problemsWithRowFilter, TARGET_DATA_TYPES } from "./rowFilters";
export type { ScheduleWords, TimeOfDay } from "./schedules";
export { DAY_MINUTES, formatInterval, formatTimeOfDay, parseSchedule, parseTimeOfDay } from "./schedules";
