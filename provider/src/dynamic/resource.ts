import * as pulumi from "@pulumi/pulumi";
import { isObject } from "../internal/unknown";
import { withExtraConfig } from "./extraConfig";
import { withSecrets } from "./secretInputs";
import { sendable } from "./sendable";
import { shellOf } from "./shell";

/** What a resource class tells of itself. */
export interface ResourceDescription {
  /** The type's name: `Connector` gives the token `pulumi-nodejs:dynamic/fivetran:Connector`. A changed token replaces users' resources. */
  readonly kind: string;
  /** Every property that a user may read, inputs included: Pulumi resolves only outputs that were registered. */
  readonly properties: readonly string[];
  /** Arguments with a service's own settings, whose secret leaves are wrapped. */
  readonly secretArguments?: readonly string[];
  /** Arguments that are secret as a whole. */
  readonly secretValues?: readonly string[];
  /** Outputs without an argument of their name that are secret: what Fivetran hands out. */
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

/** @throws TypeError for a program that leaves them out */
export function assertArguments(kind: string, name: string, args: object): void {
  if (isObject(args)) return;
  throw new TypeError(
    `fivetran.${kind} '${name}' needs its arguments: new fivetran.${kind}("${name}", { ... })`,
  );
}

/** The base of all resources of this package. */
export abstract class FivetranResource extends pulumi.dynamic.Resource {
  protected constructor(
    description: ResourceDescription,
    name: string,
    args: object,
    options: pulumi.CustomResourceOptions | undefined,
  ) {
    const { kind, properties, secretArguments = [], secretValues = [], secretOutputs = [] } = description;
    assertArguments(kind, name, args);
    const registered: Record<string, unknown> = {};
    for (const property of properties) registered[property] = undefined;
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
  }
}
