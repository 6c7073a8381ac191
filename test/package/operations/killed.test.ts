import { WORKFLOWS } from "@pulumi-fivetran/operations";
import { describe, expect, it } from "vitest";
import { OPERATION_CASES, type OperationCase } from "../../support/operationsCases";
import { hardestOf, killAtEach, undisturbed } from "../../support/operationsRun";

const { "an update of what is paused": _, "a move that loads again": __, ...chosen } = OPERATION_CASES;
const CASES = Object.entries<OperationCase>(chosen);

describe("an operation whose process is killed", () => {
  const reached = new Map(WORKFLOWS.map(({ kind }) => [kind, new Set<string>()]));

  // One kill after the other in one life, and ways that take other steps than the rest; `npm run soak` has every way, with a life for each
  // point, on both executors.
  it.concurrent.each(CASES)("%s ends well, killed in each of its steps", async (_, one) => {
    const normal = await undisturbed(one);
    for (const point of normal.points) reached.get(one.begin.kind)?.add(point.split(" ")[0] ?? "");
    await killAtEach(one, hardestOf(normal), normal);
  });

  it("is any there is, in any step of the workflow's own list", () => {
    for (const { kind, steps } of WORKFLOWS)
      expect([...(reached.get(kind) ?? [])].sort(), kind).toEqual([...steps, "end"].sort());
  });
});
