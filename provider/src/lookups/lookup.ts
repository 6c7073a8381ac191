/**
 * Functions that read without managing. They run in the user's program, so the client is loaded by the first call and not before; it
 * takes the same credentials as the resources.
 */

import * as pulumi from "@pulumi/pulumi";
import type * as plain from "@pulumi-fivetran/core/lookups";
import type { FivetranClient } from "@pulumi-fivetran/sdk";
import { configurationFrom } from "../dynamic/configuration";

/** The same arguments, each of which may be an Output. */
export type Inputs<Args> = { [Name in keyof Args]: pulumi.Input<Args[Name]> };

/** The client of this program's lookups: one for all of them, with one limiter. */
export async function lookupClient(): Promise<FivetranClient> {
  const { contextFor } = await import("../dynamic/session.js");
  const config = { get: (key: string) => pulumi.runtime.getConfig(key) };
  return contextFor(configurationFrom(config, process.env), () => undefined).client;
}

/** Runs a lookup of core with the client of this program; both are loaded by the first call. */
export async function look<Result>(
  call: (lookups: typeof plain, client: FivetranClient) => Promise<Result>,
): Promise<Result> {
  const [lookups, client] = await Promise.all([import("@pulumi-fivetran/core/lookups"), lookupClient()]);
  return call(lookups, client);
}

/** The parameters of a lookup, each of which may be an Output, or an object of Outputs. */
type InputsOf<Parameters extends readonly unknown[]> = {
  [Position in keyof Parameters]: Parameters[Position] extends object | undefined
    ? Inputs<Parameters[Position]>
    : pulumi.Input<Parameters[Position]>;
};

/** The form of a lookup for arguments that are Outputs: asked once they are known, and secret when one of them is. */
export function outputOf<Parameters extends readonly unknown[], Result>(
  lookup: (...args: Parameters) => Promise<Result>,
): (...args: InputsOf<Parameters>) => pulumi.Output<Result> {
  return (...args) => {
    const known = pulumi.output(args) as unknown as pulumi.Output<Parameters>;
    return known.apply(
      (plain) => pulumi.output(lookup(...plain)) as unknown as Result,
    ) as pulumi.Output<Result>;
  };
}
