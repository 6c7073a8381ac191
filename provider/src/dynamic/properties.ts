/** Properties as the host carries them, and as a handler knows them. */
import type { Properties } from "@pulumi-fivetran/core";

/** The property that holds the serialized provider; Pulumi's own, never a handler's. */
const PROVIDER = "__provider";

/** The properties without Pulumi's own. */
export function withoutProvider(properties: Properties): Properties {
  const { [PROVIDER]: _, ...rest } = properties;
  return rest;
}

/** Outputs of a failed operation, which the engine keeps as they are: without `__provider` every later refresh and delete of them dies. */
export function withProviderOf(raw: Properties, outputs: object): Properties {
  return { ...plain(outputs), [PROVIDER]: raw[PROVIDER] };
}

/** Plain data without undefined, which the host's protocol cannot carry. */
export function plain(value: object): Properties {
  return JSON.parse(JSON.stringify(value)) as Properties;
}
