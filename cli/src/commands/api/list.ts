import { OPERATIONS } from "../../generated/operations";
import { EFFECTS, type Effect, type OperationName } from "../../operations/effects";
import type { Column } from "../../output/columns";
import type { OutputOptions } from "../../output/format";
import { showRows } from "../../output/results";
import type { Surroundings } from "../../surroundings";

interface OperationLine {
  readonly operation: string;
  readonly takes: string;
  readonly effect: Effect;
  readonly request: string;
  readonly what: string;
}

/** Lists the operations, or those whose name begins with a word. */
export async function listOperations(
  word: string | undefined,
  options: OutputOptions,
  surroundings: Surroundings,
): Promise<void> {
  const rows = (Object.keys(OPERATIONS) as OperationName[])
    .filter((name) => word === undefined || name.startsWith(word))
    .map((name): OperationLine => {
      const { parameters, request, what } = OPERATIONS[name];
      const takes = parameters.map((each) =>
        each.isText ? `<${each.name}>` : each.name === "file" ? "--file" : "--data",
      );
      return { operation: name, takes: [...new Set(takes)].join(" "), effect: EFFECTS[name], request, what };
    });
  const columns: readonly Column<OperationLine>[] = [
    { path: "operation" },
    { path: "takes" },
    { path: "effect" },
    { path: "what" },
  ];
  await showRows(surroundings, options, { columns, rows, none: "There is no such operation." });
}
