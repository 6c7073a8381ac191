import { type ColumnType, decimalOrText, typeNamed } from "../../types/columnType";

/** What the values of a column have in common, as DuckDB counts it over their texts. */
export interface TextFacts {
  /** Of values that are not NULL. */
  readonly values: number;
  readonly booleans: number;
  /** Whole numbers without leading zeros, within 64 bits. */
  readonly longs: number;
  /** Numbers written with digits and at most one point, without leading zeros. */
  readonly decimals: number;
  readonly wholeDigits: number;
  readonly scale: number;
  readonly dates: number;
  readonly timestamps: number;
  readonly zonedTimestamps: number;
}

const NUMBER = "^-?(0|[1-9][0-9]*)([.][0-9]+)?$";
const TIME = "[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?";
const DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

/** The aggregates that make up the facts of a text expression, each with its name before `suffix`. */
export function factsSql(text: string, suffix: string | number): string {
  const whole = `try_cast(CASE WHEN regexp_matches(${text}, '^-?(0|[1-9][0-9]{0,18})$') THEN ${text} END AS BIGINT)`;
  const matching = (pattern: string): string =>
    `CASE WHEN regexp_matches(${text}, '${pattern}') THEN ${text} END`;
  const parts = {
    values: `count(${text})`,
    booleans: `count(CASE WHEN lower(${text}) IN ('true', 'false') THEN 1 END)`,
    longs: `count(${whole})`,
    decimals: `count(${matching(NUMBER)})`,
    wholeDigits: `coalesce(max(length(regexp_extract(${matching(NUMBER)}, '^-?([0-9]+)', 1))), 0)`,
    scale: `coalesce(max(length(regexp_extract(${matching(NUMBER)}, '[.]([0-9]+)$', 1))), 0)`,
    dates: `count(try_cast(${matching(`^${DAY}$`)} AS DATE))`,
    timestamps: `count(try_cast(${matching(`^${DAY}${TIME}$`)} AS TIMESTAMP))`,
    zonedTimestamps: `count(try_cast(${matching(`^${DAY}${TIME}(Z|[+-][0-9]{2}(:?[0-9]{2})?)$`)} AS TIMESTAMPTZ))`,
  };
  return Object.entries(parts)
    .map(([name, sql]) => `(${sql})::INTEGER AS "${name}_${suffix}"`)
    .join(", ");
}

/** Reads the facts of one column from a row of `factsSql`. */
export function factsOf(row: Readonly<Record<string, unknown>>, suffix: string | number): TextFacts {
  const read = (name: keyof TextFacts): number => Number(row[`${name}_${suffix}`]);
  return {
    values: read("values"),
    booleans: read("booleans"),
    longs: read("longs"),
    decimals: read("decimals"),
    wholeDigits: read("wholeDigits"),
    scale: read("scale"),
    dates: read("dates"),
    timestamps: read("timestamps"),
    zonedTimestamps: read("zonedTimestamps"),
  };
}

/**
 * The narrowest type that holds all texts exactly; undefined for a column without values. `007` and `1e5` stay text: a number would
 * lose how they are written.
 */
export function typeOfTexts(facts: TextFacts): ColumnType | undefined {
  const { values } = facts;
  if (values === 0) return undefined;
  if (facts.booleans === values) return typeNamed("BOOLEAN");
  if (facts.longs === values) return typeNamed("LONG");
  if (facts.decimals === values) return decimalOrText(facts.wholeDigits + facts.scale, facts.scale);
  return typeOfTimes(facts) ?? typeNamed("STRING");
}

/** The type of texts that are dates or times, all of them. */
export function typeOfTimes({
  values,
  dates,
  timestamps,
  zonedTimestamps,
}: TextFacts): ColumnType | undefined {
  if (values === 0) return undefined;
  if (dates === values) return typeNamed("NAIVE_DATE");
  if (timestamps === values) return typeNamed("NAIVE_DATETIME");
  return zonedTimestamps === values ? typeNamed("UTC_DATETIME") : undefined;
}
