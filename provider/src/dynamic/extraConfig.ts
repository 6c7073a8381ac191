import * as pulumi from "@pulumi/pulumi";
import { isObject } from "@pulumi-fivetran/core/values";
import { isPending } from "./secretInputs";

/**
 * Arguments whose `extraConfig` has become a part of `config`. It exists for the compiler, which knows the keys of `config` and not
 * those that Fivetran has added since, so nothing after the class knows it: a key that moves from one to the other is no change.
 *
 * @param subject what messages begin with: `fivetran.Connector 'orders'`
 * @throws TypeError when it is not an object; an Output that is none fails the run in the same words.
 */
export function withExtraConfig(
  subject: string,
  args: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { extraConfig, ...rest } = args;
  if (extraConfig === undefined || extraConfig === null) return rest;
  const { config } = rest;
  if (!isPending(config) && !isPending(extraConfig))
    return { ...rest, config: merge(subject, config, extraConfig) };
  const both: pulumi.Output<unknown[]> = pulumi.all([config, extraConfig]);
  return { ...rest, config: both.apply(([known, extra]) => merge(subject, known, extra)) };
}

function merge(subject: string, config: unknown, extraConfig: unknown): unknown {
  if (extraConfig === undefined || extraConfig === null) return config;
  if (!isObject(extraConfig)) throw new TypeError(`${subject}: extraConfig must be an object`);
  // A value that is no object is left for the check to name.
  if (config !== undefined && config !== null && !isObject(config)) return config;
  return { ...config, ...extraConfig };
}
