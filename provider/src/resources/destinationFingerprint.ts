import type * as pulumi from "@pulumi/pulumi";
import { destinationFingerprintFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface DestinationFingerprintArgs {
  /** The destination's id. Changing this replaces the approval. */
  destinationId: pulumi.Input<string>;
  /** What identifies it, as a failed setup test shows it. Changing this replaces the approval. */
  hash: pulumi.Input<string>;
  /** The public key of the SSH server. Changing this replaces the approval. */
  publicKey: pulumi.Input<string>;
  /**
   * The id of an existing approval, `<destinationId>:<hash>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof destinationFingerprintFields,
  DestinationFingerprint,
  DestinationFingerprintArgs
> = {
  kind: "DestinationFingerprint",
  fields: destinationFingerprintFields,
};

/**
 * A fingerprint of an SSH server that Fivetran trusts for a destination. Its id is `<destinationId>:<hash>`.
 *
 * Replaced when anything of it changes. Deleting it ends the trust.
 *
 * @example
 * new fivetran.DestinationFingerprint("trusted", { destinationId: warehouse.id, hash: "…", publicKey: "…" });
 */
export class DestinationFingerprint extends FivetranResource {
  declare readonly destinationId: pulumi.Output<string>;
  declare readonly hash: pulumi.Output<string>;
  /** The user who approved it: an id, or a name. */
  declare readonly validatedBy: pulumi.Output<string | undefined>;
  /** When it was approved, RFC 3339. */
  declare readonly validatedDate: pulumi.Output<string | undefined>;

  constructor(name: string, args: DestinationFingerprintArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
