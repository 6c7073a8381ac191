import type * as pulumi from "@pulumi/pulumi";

/** The part of `pulumi-fivetran/runtime` that a shell calls. */
interface Runtime {
  install(provider: object, kind: string, request: object): void;
}

/**
 * The dynamic provider of one kind, as Pulumi serializes it into the state: a function that captures one string and gets everything else
 * from the installed package. So the state holds no credential and little code, and a later delete runs the handler that is installed then.
 *
 * The host calls `configure` at once and synchronously after it has loaded the text, before any other method, which is why
 * this one method can bring the others (seen in @pulumi/pulumi 3.220 to 3.270, cmd/dynamic-provider).
 */
export function shellOf(kind: string): pulumi.dynamic.ResourceProvider {
  const shell = {
    configure(this: object, request: object): void {
      (require("pulumi-fivetran/runtime") as Runtime).install(this, kind, request);
    },
  };
  return shell as unknown as pulumi.dynamic.ResourceProvider;
}
