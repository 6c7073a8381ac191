import { redactorOf } from "@pulumi-fivetran/sdk";
import type { Properties, PropertyPath } from "../contract";
import { valueAt } from "../values/propertyPath";

/** Which leaves, or whole branches, of a resource's properties are secret. */
export type SecretPaths = (properties: Properties) => readonly PropertyPath[];

/** Blanks the secret values of a resource's properties out of a text. Fivetran's own messages may quote what was sent. */
export function redacted(
  text: string,
  secretPaths: SecretPaths,
  ...properties: readonly Properties[]
): string {
  const secrets = properties.flatMap((each) => secretPaths(each).map((path) => valueAt(each, path)));
  return redactorOf(secrets, "[secret]")(text);
}
