import type { Properties } from "@pulumi-fivetran/core";
import { PartialFailure } from "@pulumi-fivetran/core/errors";
import type { Call } from "./call";
import { withProviderOf } from "./properties";
import type { Wording } from "./wording";

/** An error in the form that the host knows; it keeps an object tracked by its id and properties. */
interface HostFailure extends Error {
  id?: string;
  properties?: Properties;
  reasons?: string[];
}

/**
 * What the host may show of a failed call: its message, without secrets and without the stack, which it would print. A
 * `PartialFailure` keeps its object tracked.
 */
export function hostFailure(error: unknown, kind: string, call: Call, wording: Wording): Error {
  const reasons = wording.failures(error, call);
  const failure: HostFailure = new Error(reasons.join("\n"));
  failure.name = call.id === undefined ? kind : `${kind} '${call.id}'`;
  failure.stack = "";
  if (error instanceof PartialFailure) {
    failure.id = error.id;
    failure.properties = withProviderOf(call.raw, error.outputs);
    failure.reasons = reasons;
  }
  return failure;
}
