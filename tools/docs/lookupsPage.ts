/** The page of all lookups. */
import { code, listed, meaningOf, page, table, typeCell } from "./markdown.ts";
import type { LookupSource } from "./source.ts";

const INTRODUCTION = `Functions that read what exists and is not managed. Each has two forms: \`getGroup(args)\` answers a Promise,
\`getGroupOutput(args)\` takes arguments that may be Outputs and answers an Output. They take the same credentials as the resources, and
run in previews too. What they answer is what the client \`@pulumi-fivetran/sdk\` answers; secrets in it are \`******\`.

\`\`\`ts
const finance = await fivetran.getGroup({ name: "finance" });
const broken = await fivetran.getConnectors({ groupId: finance.id, setupState: "broken" });
const people = fivetran.getGroupUsersOutput({ groupId: group.id });
export const brokenConnectors = broken.map(({ schema }) => schema);
export const howMany = people.apply((users) => users.length);
\`\`\`

(\`group\` is that of [Group](resources/group.md).) One thing that is not there, or not the only one of its name, is an error that names
what comes near.`;

export function lookupsPage(lookups: readonly LookupSource[]): string {
  const areas = [...new Set(lookups.map(({ area }) => area))];
  return page([
    "<!-- Generated from provider/src/lookups. Not to be edited: npm run docs. -->",
    "# Lookups",
    INTRODUCTION,
    ...areas.flatMap((area) => [
      `## ${area.charAt(0).toUpperCase()}${area.slice(1)}`,
      ...lookups.filter((lookup) => lookup.area === area).map(section),
    ]),
  ]);
}

function section({ name, doc, args, mayBeBare, result, resultFields }: LookupSource): string {
  const needs = args.length === 0 ? "" : mayBeBare ? "args?" : "args";
  const rows = args.map(({ name: argument, isOptional, shape, doc: { text } }) => [
    `${code(argument)}${isOptional ? "" : " (required)"}`,
    typeCell(shape),
    meaningOf(text),
  ]);
  const each = result.endsWith("[]") ? "Each has" : "It has";
  return page([
    `### ${name}`,
    `${code(`${name}(${needs}): Promise<${result}>`)}`,
    [doc.text, ...doc.throws.map((text) => `Throws ${text.replace(/^Error /, "")}.`)].join(" "),
    rows.length === 0 ? undefined : table(["Argument", "Type", "Meaning"], rows),
    resultFields.length === 0 ? undefined : `${each} ${listed(resultFields.map(code))}.`,
  ]).trimEnd();
}
