import type { ServiceFamily } from "./generated";

/** Settings of a service that are sent. */
export interface ServiceSettings {
  readonly family: ServiceFamily;

  /** Undefined where the caller has not said it. */
  readonly service: string | undefined;
  readonly settings: { readonly config?: object; readonly auth?: object };
}
