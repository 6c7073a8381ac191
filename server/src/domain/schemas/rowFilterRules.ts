/** Why the service refuses a row filter: the documented rules, which `@pulumi-fivetran/sdk/words` has for all packages. */
import { problemsWithRowFilter } from "@pulumi-fivetran/sdk/words";

interface Clause {
  readonly column: string;
  readonly column_type: string;
  readonly operator: string;
  readonly values: readonly string[];
}

interface Filter {
  readonly name: string;
  readonly description: string;
  readonly operator?: string | null | undefined;
  readonly column_clauses: readonly Clause[];
}

/** The first problem, in the API's own names; undefined when the service takes the filter. */
export function problemWithRowFilter({ column_clauses: clauses, ...filter }: Filter): string | undefined {
  const [problem] = problemsWithRowFilter({
    name: filter.name,
    description: filter.description,
    operator: filter.operator ?? undefined,
    columnClauses: clauses.map(({ column_type: columnType, ...clause }) => ({ ...clause, columnType })),
  });
  return problem && `Invalid row filter: ${[...problem.path.map(wireName), problem.reason].join(" ")}`;
}

function wireName(step: string | number): string {
  return String(step).replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
