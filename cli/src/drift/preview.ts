/** Drift as Pulumi's engine sees it: what a preview with a refresh would do. */
import { isObject } from "@pulumi-fivetran/core/values";
import { UserError } from "../userError";
import { type PulumiRun, runPulumi } from "./state";

/** One resource that the next `pulumi up` would change. */
export interface PreviewStep {
  readonly urn: string;
  /** Pulumi's word for what would be done: `create`, `update`, `replace`, `delete`. */
  readonly operation: string;
}

/** Operations that change nothing. */
const QUIET = new Set(["same", "read", "refresh"]);

/** @throws {UserError} where the preview fails */
export async function previewSteps(run: PulumiRun): Promise<PreviewStep[]> {
  const printed = await runPulumi(["preview", "--refresh", "--json", "--non-interactive"], run);
  let parsed: unknown;
  try {
    parsed = JSON.parse(printed);
  } catch {
    throw new UserError("pulumi preview printed no JSON.");
  }
  const steps = isObject(parsed) && Array.isArray(parsed["steps"]) ? parsed["steps"].filter(isObject) : [];
  return steps.flatMap(({ urn, op }) =>
    typeof urn === "string" && typeof op === "string" && !QUIET.has(op) ? [{ urn, operation: op }] : [],
  );
}
