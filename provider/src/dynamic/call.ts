import type { Properties } from "@pulumi-fivetran/core";
import type { TimedOperation } from "./advice";
import { withoutProvider } from "./properties";

/** One call of the host: what every text about it, and every failure of it, is made of. */
export interface Call {
  /** The operation whose time limit it has. A read of a preview has that of `read`. */
  readonly operation: TimedOperation;
  /** Undefined before the object is made. */
  readonly id: string | undefined;
  /** The properties it is about, the oldest first. Their secrets are removed from all texts. */
  readonly properties: readonly [Properties, ...Properties[]];
  /** The newest properties as the host gave them: with Pulumi's own, and known to the URN's register. */
  readonly raw: Properties;
}

/** @param raws The properties as the host gives them, the oldest first. */
export function callOf(
  operation: TimedOperation,
  id: string | undefined,
  ...raws: readonly [Properties, ...Properties[]]
): Call {
  const [first, ...others] = raws;
  return {
    operation,
    id,
    properties: [withoutProvider(first), ...others.map(withoutProvider)],
    raw: others.at(-1) ?? first,
  };
}

/** The newest properties of a call, without Pulumi's own: what is declared now. */
export function newestOf({ properties }: Call): Properties {
  return properties.at(-1) ?? properties[0];
}
