/** As Fivetran writes days, in the order of the week. */
export const DAYS = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"] as const;

/** A day of the week, as Fivetran writes it. */
export type Day = (typeof DAYS)[number];

const WEEKDAYS = DAYS.slice(0, 5);
const WEEKEND = DAYS.slice(5);

/**
 * Reads `monday`, `mondays`, `mon`, `monday and thursday`, `mon, wed and fri`, `monday to friday`, `weekdays` or `weekends`. Case makes
 * no difference.
 *
 * @returns each day once, in the order of the week; undefined for anything else
 */
export function parseDays(text: string): readonly Day[] | undefined {
  const found = new Set<Day>();
  for (const part of text
    .trim()
    .toLowerCase()
    .split(/\s*,\s*(?:and\s+)?|\s+and\s+/)) {
    const days = daysIn(part);
    if (days === undefined) return undefined;
    for (const day of days) found.add(day);
  }
  return DAYS.filter((day) => found.has(day));
}

/** Writes days as `parseDays` reads them: `weekdays`, `monday and thursday`. */
export function formatDays(days: readonly string[]): string {
  const known = DAYS.filter((day) => days.includes(day));
  if (isEqual(known, WEEKDAYS)) return "weekdays";
  if (isEqual(known, WEEKEND)) return "weekends";
  const names = known.map((day) => day.toLowerCase());
  const last = names.pop() ?? "";
  return names.length === 0 ? last : `${names.join(", ")} and ${last}`;
}

function daysIn(part: string): readonly Day[] | undefined {
  if (/^weekdays?$/.test(part)) return WEEKDAYS;
  if (/^weekends?$/.test(part)) return WEEKEND;
  const [, from, to] = /^(\w+)(?:\s+to\s+|\s*-\s*)(\w+)$/.exec(part) ?? [];
  if (from === undefined || to === undefined) {
    const day = dayNamed(part);
    return day === undefined ? undefined : [day];
  }
  const [first, last] = [dayNamed(from), dayNamed(to)];
  if (first === undefined || last === undefined) return undefined;
  const [begin, end] = [DAYS.indexOf(first), DAYS.indexOf(last)];
  // From Saturday to Monday the week begins anew.
  return begin <= end ? DAYS.slice(begin, end + 1) : [...DAYS.slice(begin), ...DAYS.slice(0, end + 1)];
}

function dayNamed(text: string): Day | undefined {
  return DAYS.find((day) => {
    const name = day.toLowerCase();
    return text === name || text === `${name}s` || text === name.slice(0, 3);
  });
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.join() === other.join();
}
