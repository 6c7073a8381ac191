// One secret a system, by its name: pulumi config set --secret --path 'credentials.shop_eu' …
// For a trial with the local server: pulumi config set --secret credentials "$(cat credentials.example.json)"
import * as pulumi from "@pulumi/pulumi";

const credentials = new pulumi.Config().requireSecretObject<Record<string, string>>("credentials");

export function credential(name: string): pulumi.Output<string> {
  return credentials.apply((all) => {
    const found = all[name];
    if (found !== undefined) return found;
    throw new Error(
      `There is no credential '${name}': pulumi config set --secret --path 'credentials.${name}'`,
    );
  });
}
