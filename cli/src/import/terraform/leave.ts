/** How records leave a Terraform state without an object being deleted. */
import type { ForeignRecord } from "../foreign/record";

export function leavingTerraform(records: readonly ForeignRecord[]): string {
  const own = records.filter(({ type }) => type.startsWith("fivetran_"));
  const commands = own.map(({ address }) => `terraform state rm '${address.replaceAll("'", "'\\''")}'`);
  return `## How Terraform lets go

Do this once the Pulumi stack is as it should be. \`terraform state rm\` forgets an object and calls nothing at Fivetran. Taking a resource out of
the configuration first would make the next \`terraform apply\` delete it.

\`\`\`sh
terraform state pull > before.tfstate
${commands.join("\n")}
\`\`\`

Then take the resources out of the configuration. \`terraform plan\` shows no change of them.`;
}
