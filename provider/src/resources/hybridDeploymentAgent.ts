import type * as pulumi from "@pulumi/pulumi";
import { hybridDeploymentAgentFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface HybridDeploymentAgentArgs {
  /** The group whose connectors may use it. Changing this replaces the agent. */
  groupId: pulumi.Input<string>;
  /** Changing this replaces the agent: the API cannot rename it. */
  displayName: pulumi.Input<string>;
  /** `"DOCKER"`, `"PODMAN"`, `"KUBERNETES"` or `"SNOWPARK"`. Changing this replaces the agent. */
  envType: pulumi.Input<string>;
  /** Must be `true`: whether you accept the terms of Fivetran's on-premises software. */
  acceptTerms: pulumi.Input<boolean>;
  /** `"AUTO"` hands out a token, `"MANUAL"` files. Acts when the agent is made and when it is rotated. */
  authType?: pulumi.Input<string | undefined>;
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

/** The files that an agent with manual authentication is started with, each in Base64. */
export interface HybridDeploymentAgentFiles {
  /** The agent's settings, `config.json`. */
  configJson: string;
  /** The agent's credentials, `auth.json`. */
  authJson: string;
  /** The file for Docker Compose, `docker-compose.yaml`. */
  dockerComposeYaml: string;
}

const description: ResourceDescription<
  typeof hybridDeploymentAgentFields,
  HybridDeploymentAgent,
  HybridDeploymentAgentArgs
> = {
  kind: "HybridDeploymentAgent",
  fields: hybridDeploymentAgentFields,
};

/**
 * An agent that moves data within your own network. Its secrets are returned when it is made or rotated, and kept as
 * secret outputs.
 *
 * Replaced when `groupId`, `displayName` or `envType` changes.
 *
 * @throws Error in the preview, when `acceptTerms` is not `true`
 * @example
 * const agent = new fivetran.HybridDeploymentAgent("cellar", {
 *   groupId: group.id, displayName: "cellar", envType: "DOCKER", authType: "AUTO", acceptTerms: true,
 * });
 */
export class HybridDeploymentAgent extends FivetranResource {
  declare readonly groupId: pulumi.Output<string>;
  declare readonly displayName: pulumi.Output<string>;
  declare readonly envType: pulumi.Output<string>;
  /** Secret: with it the agent signs in, with `authType: "AUTO"`. Undefined for an adopted agent that was never rotated here. */
  declare readonly token: pulumi.Output<string | undefined>;
  /** Secret: with `authType: "MANUAL"`. */
  declare readonly files: pulumi.Output<HybridDeploymentAgentFiles | undefined>;
  /** When it was made, RFC 3339. */
  declare readonly registeredAt: pulumi.Output<string | undefined>;

  constructor(name: string, args: HybridDeploymentAgentArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
