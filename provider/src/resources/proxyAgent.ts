import type * as pulumi from "@pulumi/pulumi";
import { proxyAgentFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ProxyAgentArgs {
  /** Unique in the account. Changing this replaces the agent: the API cannot rename it. */
  displayName: pulumi.Input<string>;
  /** Where Fivetran processes the data, such as `"GCP_US_EAST4"`. Changing this replaces the agent. */
  groupRegion?: pulumi.Input<string | undefined>;
  /**
   * Another value than before, or a first one on an existing agent, makes Fivetran hand out new secrets; the old ones end. Taking it out
   * does nothing. A date is a good value.
   */
  rotationTrigger?: pulumi.Input<string | undefined>;
  /**
   * The id of an existing agent to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<typeof proxyAgentFields, ProxyAgent, ProxyAgentArgs> = {
  kind: "ProxyAgent",
  fields: proxyAgentFields,
};

/**
 * An agent through which Fivetran reaches a closed network. Its secrets are returned when it is made or rotated, and kept
 * as secret outputs. Fivetran refuses to delete an agent that is in use.
 *
 * Replaced when `displayName` or `groupRegion` changes.
 *
 * @example
 * const agent = new fivetran.ProxyAgent("office", { displayName: "office" });
 */
export class ProxyAgent extends FivetranResource {
  declare readonly displayName: pulumi.Output<string>;
  declare readonly groupRegion: pulumi.Output<string | undefined>;
  /** Secret. Undefined for an adopted agent that was never rotated here. */
  declare readonly authToken: pulumi.Output<string | undefined>;
  /** Secret: the agent's certificate. */
  declare readonly clientCert: pulumi.Output<string | undefined>;
  /** Secret: the key of its certificate. */
  declare readonly clientPrivateKey: pulumi.Output<string | undefined>;
  /** The host that the agent connects to. Known with the secrets: Fivetran returns it when it hands them out. */
  declare readonly orchestratorHost: pulumi.Output<string | undefined>;
  /** The port of that host, known as it is. */
  declare readonly orchestratorPort: pulumi.Output<number | undefined>;

  constructor(name: string, args: ProxyAgentArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
