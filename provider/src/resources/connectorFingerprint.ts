import type * as pulumi from "@pulumi/pulumi";
import { connectorFingerprintFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ConnectorFingerprintArgs {
  /** The connector's id. Changing this replaces the approval. */
  connectorId: pulumi.Input<string>;
  /** What identifies it, as a failed setup test shows it. Changing this replaces the approval. */
  hash: pulumi.Input<string>;
  /** The public key of the SSH server. Changing this replaces the approval. */
  publicKey: pulumi.Input<string>;
  /**
   * The id of an existing approval, `<connectorId>:<hash>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof connectorFingerprintFields,
  ConnectorFingerprint,
  ConnectorFingerprintArgs
> = {
  kind: "ConnectorFingerprint",
  fields: connectorFingerprintFields,
};

/**
 * A fingerprint of an SSH server that Fivetran trusts for a connector. Its id is `<connectorId>:<hash>`.
 *
 * Replaced when anything of it changes. Deleting it ends the trust.
 *
 * @example
 * new fivetran.ConnectorFingerprint("trusted", { connectorId: orders.id, hash: "…", publicKey: "…" });
 */
export class ConnectorFingerprint extends FivetranResource {
  declare readonly connectorId: pulumi.Output<string>;
  declare readonly hash: pulumi.Output<string>;
  /** The user who approved it: an id, or a name. */
  declare readonly validatedBy: pulumi.Output<string | undefined>;
  /** When it was approved, RFC 3339. */
  declare readonly validatedDate: pulumi.Output<string | undefined>;

  constructor(name: string, args: ConnectorFingerprintArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
