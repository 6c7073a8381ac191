import * as pulumi from "@pulumi/pulumi";
import { isObject } from "@pulumi-fivetran/core/values";
import { withExtraConfig } from "./extraConfig";
import { assertHostFindsPackage } from "./installation";
import { refuseOptions, warnOfOptions } from "./options";
import { withSecrets } from "./secretInputs";
import { sendable } from "./sendable";
import { shellOf } from "./shell";

/** The outputs that a class declares itself, and so those that it must register. */
export type OwnOutputs<Resource extends FivetranResource> = Exclude<keyof Resource, keyof FivetranResource>;

/** What a resource class tells of itself. The compiler misses an output that is not here, and finds a name that nobody declares. */
export interface ResourceDescription<Resource extends FivetranResource, Args> {
  /** The type's name: `Connector` gives the token `pulumi-nodejs:dynamic/fivetran:Connector`. A changed token replaces users' resources. */
  readonly kind: string;
  /** Every property that a user may read, inputs included: Pulumi resolves only outputs that were registered. */
  readonly properties: Readonly<Record<OwnOutputs<Resource>, true>>;
  /** Arguments with a service's own settings, whose secret leaves are wrapped. */
  readonly secretArguments?: readonly (keyof Args)[];
  /** Arguments that are secret as a whole. */
  readonly secretValues?: readonly (keyof Args)[];
  /** Outputs without an argument of their name that are secret: what Fivetran hands out. */
  readonly secretOutputs?: readonly Exclude<OwnOutputs<Resource>, keyof Args>[];
}

/** The description of some class. */
interface AnyDescription {
  readonly kind: string;
  readonly properties: Readonly<Record<string, true>>;
  readonly secretArguments?: readonly string[];
  readonly secretValues?: readonly string[];
  readonly secretOutputs?: readonly string[];
}

/** One provider object a kind: Pulumi serializes an object once. */
const shells = new Map<string, pulumi.dynamic.ResourceProvider>();

function shared(kind: string): pulumi.dynamic.ResourceProvider {
  const known = shells.get(kind);
  if (known !== undefined) return known;
  const shell = shellOf(kind);
  shells.set(kind, shell);
  return shell;
}

/**
 * What every class of this package asks before it registers anything.
 *
 * @throws TypeError for a program that leaves the arguments out
 * @throws RunError for an option that cannot work, and where Pulumi would not find this package
 */
export function assertDeclarable(
  kind: string,
  name: string,
  args: object,
  options: object | undefined,
): void {
  if (!isObject(args)) {
    throw new TypeError(
      `fivetran.${kind} '${name}' needs its arguments: new fivetran.${kind}("${name}", { ... })`,
    );
  }
  refuseOptions(kind, name, options);
  assertHostFindsPackage(`fivetran.${kind} '${name}'`);
}

/** The base of all resources of this package. */
export abstract class FivetranResource extends pulumi.dynamic.Resource {
  protected constructor(
    description: AnyDescription,
    name: string,
    args: object,
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const { kind, properties, secretArguments = [], secretValues = [], secretOutputs = [] } = description;
    assertDeclarable(kind, name, args, options);
    const registered: Record<string, unknown> = {};
    for (const property of Object.keys(properties)) registered[property] = undefined;
    const subject = `fivetran.${kind} '${name}'`;
    const sent = withExtraConfig(subject, sendable(subject, { ...args }));
    Object.assign(registered, withSecrets(sent, secretArguments));
    for (const value of secretValues) {
      if (registered[value] !== undefined && registered[value] !== null)
        registered[value] = pulumi.secret(registered[value]);
    }
    super(
      shared(kind),
      name,
      registered as pulumi.Inputs,
      secretOutputs.length === 0
        ? options
        : pulumi.mergeOptions(options, { additionalSecretOutputs: [...secretOutputs] }),
      "fivetran",
      kind,
    );
    warnOfOptions(this, options);
  }
}
