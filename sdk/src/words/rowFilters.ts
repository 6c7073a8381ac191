/**
 * What Fivetran demands of a row filter, before it is sent: all of it is documented. One place for whoever writes filters and for whoever
 * answers for the service.
 */

/** A name, or a place in a list. */
type Step = string | number;

/** What joins the clauses of a filter. Without a word it is `AND`. */
export const ROW_FILTER_OPERATORS = ["AND", "OR"] as const;

/** Types of columns that clauses can be about. `LONG` stands for all whole numbers. */
export const ROW_FILTER_TYPES = [
  "LONG",
  "FLOAT",
  "DOUBLE",
  "BIGDECIMAL",
  "STRING",
  "BOOLEAN",
  "DATE",
  "DATETIME",
] as const;

/** What a column can be made in the destination. */
export const TARGET_DATA_TYPES = [
  "Unknown",
  "Boolean",
  "String",
  "Short",
  "Int",
  "Long",
  "Float",
  "Double",
  "BigDecimal",
  "Instant",
  "LocalDateTime",
  "LocalDate",
  "LocalTime",
  "Json",
  "Binary",
  "Xml",
] as const;

type ColumnType = (typeof ROW_FILTER_TYPES)[number];

/** What is wrong with a part of a filter. */
export interface RowFilterProblem {
  /** From the filter down: `["columnClauses", 0, "operator"]`. */
  readonly path: readonly Step[];
  /** Continues the name of the part: "must have …". Quotes no value. */
  readonly reason: string;
}

const MOST_CLAUSES = 10;
const LONGEST_COLUMN = 500;
const LONGEST_VALUE = 1000;
const LONGEST_DECIMAL = 50;
const LONGEST_LIST = 10_000;

type Count = "exactly one value" | "at least one value" | "no values";

const COMPARABLE: readonly ColumnType[] = ROW_FILTER_TYPES.filter((type) => type !== "BOOLEAN");
const COMPARISON = { types: COMPARABLE, values: "exactly one value" } as const;
const PART_OF_TEXT = { types: ["STRING"], values: "exactly one value" } as const;
const PRESENCE = { types: ROW_FILTER_TYPES, values: "no values" } as const;

/** Of each operator of a clause, the types that it is for, and how many values it takes. */
const OPERATORS: Readonly<Record<string, { readonly types: readonly ColumnType[]; readonly values: Count }>> =
  {
    EQUALS: COMPARISON,
    NOT_EQUALS: COMPARISON,
    LESS: COMPARISON,
    LESS_OR_EQUALS: COMPARISON,
    GREATER: COMPARISON,
    GREATER_OR_EQUALS: COMPARISON,
    STARTS_WITH: PART_OF_TEXT,
    CONTAINS: PART_OF_TEXT,
    IN: { types: ["LONG", "STRING", "FLOAT", "DOUBLE"], values: "at least one value" },
    IS_NULL: PRESENCE,
    IS_NOT_NULL: PRESENCE,
  };

/** What clauses can ask of a column. */
export const ROW_FILTER_CLAUSE_OPERATORS: readonly string[] = Object.keys(OPERATORS);

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** How values of a type are written, and what to say where one is not. */
const FORMS: Readonly<Partial<Record<ColumnType, readonly [form: RegExp, words: string]>>> = {
  LONG: [/^[+-]?\d{1,19}$/, "a whole number in digits"],
  FLOAT: [DECIMAL, "a number in digits"],
  DOUBLE: [DECIMAL, "a number in digits"],
  BIGDECIMAL: [DECIMAL, "a number in digits"],
  BOOLEAN: [/^(?:true|false)$/, "`true` or `false`"],
  DATE: [/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31"],
  DATETIME: [/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, "a time in UTC such as 2026-01-31T12:00:00Z"],
};

/** A filter whose parts may be anything: programs in JavaScript, and values that are not known yet. */
type Loose = Readonly<Record<string, unknown>>;

const FILTER_PARTS = ["name", "description", "operator", "columnClauses"];
const CLAUSE_PARTS = ["column", "columnType", "operator", "values"];

/**
 * All that is wrong with a row filter (`name`, `description`, `operator`, `columnClauses`); nothing where Fivetran's documented rules
 * allow it.
 *
 * @param isUnknown says of a part that its value is not known yet, so that nothing can be said of it
 */
export function problemsWithRowFilter(
  filter: unknown,
  isUnknown: (value: unknown) => boolean = () => false,
): RowFilterProblem[] {
  if (isUnknown(filter)) return [];
  if (!isRecord(filter)) return [problem([], `must be an object with ${FILTER_PARTS.join(", ")}`)];
  const { operator, columnClauses: clauses } = filter;
  const problems = [
    ...unknownParts(filter, FILTER_PARTS, []),
    ...textProblems(filter, ["name", "description"], [], isUnknown),
  ];
  if (operator !== undefined && !isUnknown(operator) && !isOneOf(operator, ROW_FILTER_OPERATORS))
    problems.push(problem(["operator"], `must be ${ROW_FILTER_OPERATORS.join(" or ")}`));
  if (isUnknown(clauses)) return problems;
  if (!Array.isArray(clauses)) {
    const reason = clauses === undefined ? "is required" : "must be a list of clauses";
    return [...problems, problem(["columnClauses"], reason)];
  }
  if (clauses.length < 1 || clauses.length > MOST_CLAUSES)
    problems.push(problem(["columnClauses"], `must have 1 to ${MOST_CLAUSES} clauses`));
  if (clauses.length === 1 && operator !== undefined)
    problems.push(problem(["operator"], "must be left out where there is only one clause"));
  for (const [index, clause] of (clauses as unknown[]).entries())
    problems.push(...clauseProblems(clause, ["columnClauses", index], isUnknown));
  return problems;
}

function clauseProblems(
  clause: unknown,
  path: readonly Step[],
  isUnknown: (value: unknown) => boolean,
): RowFilterProblem[] {
  if (isUnknown(clause)) return [];
  if (!isRecord(clause)) return [problem(path, `must be an object with ${CLAUSE_PARTS.join(", ")}`)];
  const { column, columnType: type, operator, values = [] } = clause;
  const problems = [
    ...unknownParts(clause, CLAUSE_PARTS, path),
    ...textProblems(clause, ["column"], path, isUnknown),
  ];
  if (typeof column === "string" && column.length > LONGEST_COLUMN)
    problems.push(problem([...path, "column"], `must have at most ${LONGEST_COLUMN} characters`));
  if (!isUnknown(type)) problems.push(...choiceProblems(type, ROW_FILTER_TYPES, [...path, "columnType"]));
  if (!isUnknown(operator))
    problems.push(...choiceProblems(operator, ROW_FILTER_CLAUSE_OPERATORS, [...path, "operator"]));
  const rule = isOneOf(operator, ROW_FILTER_CLAUSE_OPERATORS) ? OPERATORS[operator] : undefined;
  const known = isOneOf(type, ROW_FILTER_TYPES) ? type : undefined;
  if (rule !== undefined && known !== undefined && !rule.types.includes(known)) {
    const types = rule.types.join(", ");
    problems.push(problem([...path, "operator"], `is not for columns of type ${known} (it is for ${types})`));
  }
  if (isUnknown(values)) return problems;
  return [...problems, ...valueProblems(values, known, rule, operator, [...path, "values"], isUnknown)];
}

function valueProblems(
  values: unknown,
  type: ColumnType | undefined,
  rule: { readonly values: Count } | undefined,
  operator: unknown,
  path: readonly Step[],
  isUnknown: (value: unknown) => boolean,
): RowFilterProblem[] {
  if (!Array.isArray(values)) return [problem(path, "must be a list of texts")];
  const problems: RowFilterProblem[] = [];
  if (rule !== undefined && !isRightCount(rule.values, values.length))
    problems.push(problem(path, `must have ${rule.values} with this operator`));
  for (const [index, value] of (values as unknown[]).entries()) {
    const reason = isUnknown(value) ? undefined : problemWithValue(value, type);
    if (reason !== undefined) problems.push(problem([...path, index], reason));
  }
  const texts = values.filter((value): value is string => typeof value === "string" && !isUnknown(value));
  if (type === "STRING" && operator === "IN" && texts.join("").length > LONGEST_LIST)
    problems.push(problem(path, `must have at most ${LONGEST_LIST} characters together`));
  return problems;
}

function problemWithValue(value: unknown, type: ColumnType | undefined): string | undefined {
  if (typeof value !== "string") return `must be a text (a ${typeof value} is written in quotes)`;
  const longest = type === "BIGDECIMAL" ? LONGEST_DECIMAL : LONGEST_VALUE;
  if (value.length > longest) return `must have at most ${longest} characters`;
  const form = type === undefined ? undefined : FORMS[type];
  if (form === undefined) return undefined;
  const isDate = type === "DATE" || type === "DATETIME";
  return form[0].test(value) && !(isDate && Number.isNaN(Date.parse(value)))
    ? undefined
    : `must be ${form[1]}`;
}

function isRightCount(wanted: Count, count: number): boolean {
  if (wanted === "no values") return count === 0;
  return wanted === "exactly one value" ? count === 1 : count > 0;
}

function textProblems(
  parts: Loose,
  names: readonly string[],
  path: readonly Step[],
  isUnknown: (value: unknown) => boolean,
): RowFilterProblem[] {
  return names.flatMap((name) => {
    const value = parts[name];
    if (isUnknown(value) || (typeof value === "string" && value !== "")) return [];
    if (value === undefined) return [problem([...path, name], "is required")];
    return [problem([...path, name], value === "" ? "must not be empty" : "must be a text")];
  });
}

function choiceProblems(
  value: unknown,
  choices: readonly string[],
  path: readonly Step[],
): RowFilterProblem[] {
  if (value === undefined) return [problem(path, "is required")];
  return isOneOf(value, choices) ? [] : [problem(path, `must be one of ${choices.join(", ")}`)];
}

function unknownParts(parts: Loose, known: readonly string[], path: readonly Step[]): RowFilterProblem[] {
  return Object.keys(parts)
    .filter((name) => !known.includes(name))
    .map((name) => problem([...path, name], `there is no such property; known are ${known.join(", ")}`));
}

function problem(path: readonly Step[], reason: string): RowFilterProblem {
  return { path, reason };
}

function isOneOf<T extends string>(value: unknown, choices: readonly T[]): value is T {
  return (choices as readonly unknown[]).includes(value);
}

function isRecord(value: unknown): value is Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
