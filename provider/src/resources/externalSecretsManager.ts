import type * as pulumi from "@pulumi/pulumi";
import { externalSecretsManagerFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ExternalSecretsManagerArgs {
  /** Changing this replaces it: the API cannot rename it. */
  name: pulumi.Input<string>;
  /** `"AWS_SECRET_MANAGER"`, `"AZURE_KEY_VAULT"` or `"HASHICORP_VAULT"`. Changing this replaces it. */
  type: pulumi.Input<string>;
  /** The store's own settings, with the keys as Fivetran has them. Secret as a whole, because nothing says what of it is not. */
  config: pulumi.Input<Record<string, unknown>>;
  /** Whether only hybrid deployment agents ask it. Changing this replaces it. */
  isHybridDeployment?: pulumi.Input<boolean | undefined>;
  /**
   * The id of an existing secrets manager to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof externalSecretsManagerFields,
  ExternalSecretsManager,
  ExternalSecretsManagerArgs
> = {
  kind: "ExternalSecretsManager",
  fields: externalSecretsManagerFields,
};

/**
 * A store of secrets, outside Fivetran, from which connectors and destinations take theirs (`externalSecretsManagerId`). Fivetran refuses
 * to delete one that is in use.
 *
 * Replaced when `name`, `type` or `isHybridDeployment` changes.
 *
 * @example
 * const vault = new fivetran.ExternalSecretsManager("vault", { name: "vault", type: "HASHICORP_VAULT", config: { url: "https://vault.acme.com" } });
 */
export class ExternalSecretsManager extends FivetranResource {
  declare readonly name: pulumi.Output<string>;
  declare readonly type: pulumi.Output<string>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string | undefined>;

  constructor(name: string, args: ExternalSecretsManagerArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
