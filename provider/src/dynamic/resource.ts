import * as pulumi from "@pulumi/pulumi";
import { type Fields, factsOfFields } from "@pulumi-fivetran/core/fields";
import { isObject } from "@pulumi-fivetran/core/values";
import { withExtraConfig } from "./extraConfig";
import { assertHostFindsPackage } from "./installation";
import { refuseOptions, warnOfOptions } from "./options";
import { withSecrets } from "./secretInputs";
import { sendable } from "./sendable";
import { shellOf } from "./shell";

/** The description of some class: `ResourceDescription`, which the compiler has checked. */
interface AnyDescription {
  readonly kind: string;
  readonly fields: Fields;
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
    const { kind } = description;
    const { registeredInputs, registeredFacts, serviceSettings, secretInputs, secretOutputs } = factsOfFields(
      description.fields,
    );
    assertDeclarable(kind, name, args, options);
    const registered: Record<string, unknown> = {};
    // Pulumi resolves only outputs that were registered.
    for (const property of [...registeredInputs, ...registeredFacts]) registered[property] = undefined;
    const subject = `fivetran.${kind} '${name}'`;
    const sent = withExtraConfig(subject, sendable(subject, { ...args }));
    Object.assign(registered, withSecrets(sent, serviceSettings));
    for (const value of secretInputs) {
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
