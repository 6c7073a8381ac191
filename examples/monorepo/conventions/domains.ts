import * as pulumi from "@pulumi/pulumi";

/** Who has pipelines here. A new domain is a name in this list, what the platform provides to it, and a folder. */
export type Domain = "sales" | "marketing";

/** What the platform's stack gives to a domain. */
export interface ProvidedTo {
  groupId: pulumi.Input<string>;
}

let platform: pulumi.StackReference | undefined;

/** The group of a domain, from the platform's stack of the same name: `prod` reads `prod`, `dev` reads `dev`. */
export function groupOf(domain: Domain): pulumi.Output<string> {
  const name = `${pulumi.getOrganization()}/fivetran-platform/${pulumi.getStack()}`;
  platform ??= new pulumi.StackReference(name);
  const domains = platform.requireOutput("domains") as pulumi.Output<Record<Domain, { groupId: string }>>;
  return domains.apply((all) => all[domain].groupId);
}
