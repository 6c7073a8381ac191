/** What the service demands of a row filter: all of it is documented. */

interface Clause {
  readonly column: string;
  readonly column_type: string;
  readonly operator: string;
  readonly values: readonly string[];
}

interface Filter {
  readonly operator?: string | null | undefined;
  readonly column_clauses: readonly Clause[];
}

const MOST_CLAUSES = 10;
const LONGEST_COLUMN = 500;
const LONGEST_VALUE = 1000;
const LONGEST_DECIMAL = 50;
const LONGEST_LIST = 10_000;

const COMPARABLE = ["LONG", "FLOAT", "DOUBLE", "BIGDECIMAL", "DATE", "DATETIME", "STRING"];
const ALL = [...COMPARABLE, "BOOLEAN"];

/** Of each operator, the types that it is for, and how many values it takes. */
const OPERATORS: Readonly<Record<string, { readonly types: readonly string[]; readonly values: string }>> = {
  ...Object.fromEntries(
    ["EQUALS", "NOT_EQUALS", "LESS", "LESS_OR_EQUALS", "GREATER", "GREATER_OR_EQUALS"].map((name) => [
      name,
      { types: COMPARABLE, values: "exactly one value" },
    ]),
  ),
  STARTS_WITH: { types: ["STRING"], values: "exactly one value" },
  CONTAINS: { types: ["STRING"], values: "exactly one value" },
  IN: { types: ["LONG", "STRING", "FLOAT", "DOUBLE"], values: "at least one value" },
  IS_NULL: { types: ALL, values: "no values" },
  IS_NOT_NULL: { types: ALL, values: "no values" },
};

const FORMS: Readonly<Record<string, RegExp>> = {
  LONG: /^[+-]?\d{1,19}$/,
  FLOAT: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  DOUBLE: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  BIGDECIMAL: /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
  BOOLEAN: /^(?:true|false)$/,
  DATE: /^\d{4}-\d{2}-\d{2}$/,
  DATETIME: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/,
};

/** Why the service refuses a row filter; undefined when it takes it. */
export function problemWithRowFilter({ operator, column_clauses: clauses }: Filter): string | undefined {
  if (clauses.length < 1 || clauses.length > MOST_CLAUSES)
    return `A row filter must have 1 to ${MOST_CLAUSES} column clauses`;
  if (clauses.length === 1 && (operator ?? undefined) !== undefined)
    return "A row filter with one column clause must have no operator";
  for (const clause of clauses) {
    const problem = problemWithClause(clause);
    if (problem !== undefined) return `Row filter clause on column '${clause.column}': ${problem}`;
  }
  return undefined;
}

function problemWithClause({ column, column_type: type, operator, values }: Clause): string | undefined {
  if (column.length > LONGEST_COLUMN) return `the column has more than ${LONGEST_COLUMN} characters`;
  if (!ALL.includes(type)) return `column type '${type}' is not known`;
  const rule = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
  if (rule === undefined) return `operator '${operator}' is not known`;
  if (!rule.types.includes(type)) return `operator ${operator} is not for columns of type ${type}`;
  if (!isRightCount(rule.values, values.length)) return `operator ${operator} takes ${rule.values}`;
  if (type === "STRING" && operator === "IN" && values.join("").length > LONGEST_LIST)
    return `the values have more than ${LONGEST_LIST} characters together`;
  const longest = type === "BIGDECIMAL" ? LONGEST_DECIMAL : LONGEST_VALUE;
  if (values.some((value) => value.length > longest)) return `a value has more than ${longest} characters`;
  return values.every((value) => isValueOf(type, value))
    ? undefined
    : `a value is not written as one of type ${type}`;
}

function isRightCount(wanted: string, count: number): boolean {
  if (wanted === "no values") return count === 0;
  return wanted === "exactly one value" ? count === 1 : count > 0;
}

function isValueOf(type: string, value: string): boolean {
  if (FORMS[type]?.test(value) === false) return false;
  return !type.startsWith("DATE") || !Number.isNaN(Date.parse(value));
}
