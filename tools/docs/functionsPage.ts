/** The pages of functions: what is looked up, and what is done by a call. */
import { code, listed, page, table, typeCell } from "./markdown.ts";
import type { FunctionSource } from "./source.ts";

export interface FunctionsPage {
  /** The folder of the source, which gives the page its name: `lookups`. */
  readonly folder: string;
  readonly title: string;
  readonly introduction: string;
}

export const FUNCTION_PAGES: readonly FunctionsPage[] = [
  {
    folder: "lookups",
    title: "Lookups",
    introduction: `Functions that read what exists and is not managed. Each has two forms: \`getGroup(args)\` answers a Promise,
\`getGroupOutput(args)\` takes arguments that may be Outputs and answers an Output. They take the same credentials as the resources, and
run in previews too. What they answer is what the client \`@pulumi-fivetran/sdk\` answers; secrets in it are \`******\`.

\`\`\`ts
const found = await fivetran.getGroup({ name: "finance" });
const broken = await fivetran.getConnectors({ groupId: found.id, setupState: "broken" });
const people = fivetran.getGroupUsersOutput({ groupId: group.id });
export const brokenConnectors = broken.map(({ schema }) => schema);
export const howMany = people.apply((users) => users.length);
\`\`\`

(\`group\` is that of [Group](resources/group.md).) One thing that is not there, or not the only one of its name, is an error that names
what comes near.`,
  },
  {
    folder: "actions",
    title: "Actions",
    introduction: `Functions that do something at Fivetran which is no resource. Each has a second form, \`…Output\`, for arguments that are Outputs.
They take the same credentials as the resources.`,
  },
];

export function functionsPage(
  { folder, title, introduction }: FunctionsPage,
  all: readonly FunctionSource[],
): string {
  const areas = [...new Set(all.map(({ area }) => area))];
  return page([
    `<!-- Generated from provider/src/${folder}. Not to be edited: npm run docs. -->`,
    `# ${title}`,
    introduction,
    ...areas.flatMap((area) => {
      const inArea = all.filter((each) => each.area === area);
      const isOne = inArea.length === 1 && inArea[0]?.name === area;
      return [
        ...(isOne ? [] : [`## ${area.charAt(0).toUpperCase()}${area.slice(1)}`]),
        ...inArea.map((each) => section(each, isOne ? "##" : "###")),
      ];
    }),
  ]);
}

function section(source: FunctionSource, level: string): string {
  const { name, doc, parameters, args, result, resultFields } = source;
  const rows = args.map(({ name: argument, isOptional, shape, doc: { text } }) => [
    `${code(argument)}${isOptional ? "" : " (required)"}`,
    typeCell(shape),
    text,
  ]);
  const each = result.endsWith("[]") ? "Each has" : "It has";
  return page([
    `${level} ${name}`,
    `${code(`${name}(${parameters.join(", ")}): Promise<${result}>`)}`,
    [doc.text, ...doc.throws.map((text) => `Throws ${text.replace(/^Error /, "")}.`)].join(" "),
    rows.length === 0 ? undefined : table(["Argument", "Type", "Meaning"], rows),
    resultFields.length === 0 ? undefined : `${each} ${listed(resultFields.map(code))}.`,
    ...doc.examples.map((example) => `\`\`\`ts\n${example}\n\`\`\``),
  ]).trimEnd();
}
