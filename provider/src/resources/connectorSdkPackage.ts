import * as pulumi from "@pulumi/pulumi";
import { connectorSdkPackageFields } from "@pulumi-fivetran/core/fields";
import type { ResourceDescription } from "../dynamic/description";
import { FivetranResource } from "../dynamic/resource";
import type { Timeouts } from "./arguments";

export interface ConnectorSdkPackageArgs {
  /**
   * Path of the folder with the connector's code, or of a ZIP file that is ready, from the program's folder on. A folder is packed the
   * same on every machine, without what Fivetran's own tool leaves out and what .gitignore files name; files that may hold secrets
   * (`.env`, `configuration.json`, keys) are refused. 200 MB at most. Its content is what counts: a changed file is an update in place.
   */
  source: pulumi.Input<string>;
  /**
   * The id of an existing package to take over instead of making one. Acts at creation only; removing it later, or naming the same
   * id, is no change.
   */
  adopt?: pulumi.Input<string | undefined>;
  timeouts?: pulumi.Input<Timeouts | undefined>;
}

const description: ResourceDescription<
  typeof connectorSdkPackageFields,
  ConnectorSdkPackage,
  ConnectorSdkPackageArgs
> = {
  kind: "ConnectorSdkPackage",
  fields: connectorSdkPackageFields,
};

/**
 * The code of a connector that was written with Fivetran's Connector SDK. A connector of the service `connector_sdk` uses it by
 * `config: { package_id: pkg.id }`, and its code is the new one from its next sync on.
 *
 * Nothing replaces it. Fivetran refuses to delete one that a connector uses; that connector goes first, since it names the id.
 *
 * @throws Error in the preview, when `source` is not there, is too large, has no `connector.py`, or has files that may hold secrets
 * @throws Error when the files change between the preview's look at them and the upload; nothing is sent then
 * @example
 * const pkg = new fivetran.ConnectorSdkPackage("virtuous", { source: "./connectors/virtuous" });
 */
export class ConnectorSdkPackage extends FivetranResource {
  /** SHA-256 of the package, in hexadecimal digits. Another one upstream is drift. */
  declare readonly fileSha256Hash: pulumi.Output<string>;
  /** When it was made, RFC 3339. */
  declare readonly createdAt: pulumi.Output<string>;

  constructor(name: string, args: ConnectorSdkPackageArgs, options?: pulumi.CustomResourceOptions) {
    super(description, name, { ...args, fileSha256Hash: pulumi.output(args.source).apply(hashOf) }, options);
  }
}

/**
 * Loads what packs folders only in a program that has one to pack. A source that is missing or cannot be packed is told by `check`, with everything
 * else; thrown here, it would be a failure of the program, with its stack.
 */
async function hashOf(source: unknown): Promise<string | undefined> {
  if (typeof source !== "string") return undefined;
  const { packSource } = await import("@pulumi-fivetran/core/connectorSdk");
  try {
    return packSource(source).sha256;
  } catch {
    return undefined;
  }
}
