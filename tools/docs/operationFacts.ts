/** What the command line knows of the client's operations: facts as TypeScript, so that its own tables are checked against them. */
import type { AreaSource } from "./clientSource.ts";
import type { OperationName } from "./clientTables.ts";

/** From the root of the repository. */
export const OPERATION_FACTS = "cli/src/generated/operations.ts";

export function operationFacts(areas: readonly AreaSource[], operationName: OperationName): string {
  const lines = areas.flatMap(({ name: area, methods }) =>
    methods
      .filter(({ isDeprecated }) => !isDeprecated)
      .map((method) => {
        const parameters = method.parameters.map(({ name, isText }) => ({ name, isText }));
        const facts = { request: operationName(area, method), parameters, what: method.what };
        return `  ${JSON.stringify(`${area}.${method.name}`)}: ${JSON.stringify(facts)},`;
      }),
  );
  return [
    "// Generated from the client's source: npm run docs",
    "/** Every operation of the client, by its name. */",
    "export const OPERATIONS = {",
    ...lines,
    "} as const;",
    "",
  ].join("\n");
}
