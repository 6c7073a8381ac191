/** How records leave a stack of the bridged provider without an object being deleted: protected first, then removed from the state. */
import type { BridgedRecord } from "./stackExport";

/** A script for the folder of the old program. */
export function leavingScript(records: readonly BridgedRecord[]): string {
  // What others need is declared before them: the last goes first.
  const urns = [...records].reverse().map(({ urn }) => `'${urn.replaceAll("'", "'\\''")}'`);
  const lines = [
    "#!/bin/sh",
    "# Run in the folder of the old program, with the old stack selected. Nothing at Fivetran is called.",
    "set -eu",
    "# What the state is now; 'pulumi stack import --file before.json' puts it back.",
    "pulumi stack export --file before.json",
    "# From here on no run can delete one of them by mistake.",
    ...urns.map((urn) => `pulumi state protect --yes ${urn}`),
    "# The state forgets them, and the objects stay.",
    ...urns.map((urn) => `pulumi state delete --yes --force ${urn}`),
  ];
  return `${lines.join("\n")}\n`;
}

export function leavingStack(count: number): string {
  return `## How the old stack lets go

\`leave-old-stack.sh\` takes the ${count} records of the bridged provider out of the old stack's state, and deletes nothing: it saves the state,
protects each record, and then removes it from the state. Run it in the folder of the old program once this program's preview is as it should
be, and take the resources out of the old program before its next \`pulumi up\`, which would make them again.`;
}
