/** What a setup test of Fivetran's says of itself. */
import type { SetupTest } from "@pulumi-fivetran/sdk";

/** Fivetran could not do the one, and could not start the other. */
const FAILING = new Set(["FAILED", "JOB_FAILED"]);

export function hasFailed({ status }: SetupTest): boolean {
  return status !== undefined && FAILING.has(status);
}

/** What people know a test by. */
export function titleOf({ title }: SetupTest): string {
  return title ?? "a test without a title";
}
