import type * as pulumi from "@pulumi/pulumi";
import { connectorCertificateFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ConnectorCertificateArgs {
  /** The connector's id. Changing this replaces the approval. */
  connectorId: pulumi.Input<string>;
  /** What identifies it, as a failed setup test shows it. Changing this replaces the approval. */
  hash: pulumi.Input<string>;
  /** The certificate, in Base64. Changing this replaces the approval. */
  encodedCert: pulumi.Input<string>;
  /**
   * The id of an existing approval, `<connectorId>:<hash>`, to take over instead of making one. Acts at creation only; removing it
   * later, or naming the same id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof connectorCertificateFields,
  ConnectorCertificate,
  ConnectorCertificateArgs
> = {
  kind: "ConnectorCertificate",
  fields: connectorCertificateFields,
};

/**
 * A TLS certificate that Fivetran trusts for a connector. Its id is `<connectorId>:<hash>`.
 *
 * Replaced when anything of it changes. Deleting it ends the trust.
 *
 * @example
 * new fivetran.ConnectorCertificate("trusted", { connectorId: orders.id, hash: "…", encodedCert: "…" });
 */
export class ConnectorCertificate extends FivetranResource {
  declare readonly connectorId: pulumi.Output<string>;
  declare readonly hash: pulumi.Output<string>;
  /** The user who approved it: an id, or a name. */
  declare readonly validatedBy: pulumi.Output<string | undefined>;
  /** When it was approved, RFC 3339. */
  declare readonly validatedDate: pulumi.Output<string | undefined>;

  constructor(name: string, args: ConnectorCertificateArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, args, options);
  }
}
