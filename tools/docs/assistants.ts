/** The documentation for assistants that write programs: what there is, and a reference on one page. The form is that of llmstxt.org. */
import { oneLine, sentencesOf } from "./docstring.ts";
import { PREAMBLE } from "./examples.ts";
import type { Guide } from "./indexPage.ts";
import { type Field, textOf } from "./shape.ts";
import type { FunctionSource, ProviderSource, ResourceSource } from "./source.ts";

const REPOSITORY = "https://github.com/pulumi-fivetran/pulumi-fivetran/blob/main/docs";

const SUMMARY =
  "> Fivetran as code: Pulumi resources in TypeScript that create, update and delete groups, destinations, connectors, their schemas and schedules.";

/** What a program of an assistant gets wrong without it. */
const RULES = `Rules that hold for every program:

- Import \`* as fivetran from "pulumi-fivetran"\` and \`* as pulumi from "@pulumi/pulumi"\`. Programs are TypeScript or JavaScript.
- Prefer \`Pipeline\`: it declares a connector, its schema and its schedule in the order that protects data.
- Give a connector \`groupId: destination.groupId\`, so that the destination exists first.
- Read secrets with \`new pulumi.Config().requireSecret("name")\`. Never write a secret into the program.
- \`config\` takes Fivetran's own names, in snake_case. \`destinationSchema\` has one form per service: see services/README.md.
- An argument that the program does not give is not managed: Fivetran keeps its value.
- Only \`hashed: false\` un-hashes a column.`;

/** The pages by their path from the root of the repository. */
export function assistantsPages(source: ProviderSource, guides: readonly Guide[]): Record<string, string> {
  return { "docs/llms.txt": contents(source, guides), "docs/llms-full.txt": reference(source) };
}

function contents({ resources, functions }: ProviderSource, guides: readonly Guide[]): string {
  const link = (title: string, file: string, about: string): string =>
    `- [${title}](${REPOSITORY}/${file}): ${oneLine(about)}`;
  return `${[
    "# pulumi-fivetran",
    SUMMARY,
    RULES,
    `## Guides\n\n${guides.map(({ title, file, about }) => link(title, file, about)).join("\n")}`,
    `## Resources\n\n${resources.map(({ kind, file, doc }) => link(kind, `resources/${file}.md`, sentencesOf(doc.text)[0] ?? "")).join("\n")}`,
    `## Functions\n\n${functions.map(({ name, folder, doc }) => link(name, `${folder}.md`, sentencesOf(doc.text)[0] ?? "")).join("\n")}`,
    "## Optional",
    link("Services", "services/README.md", "the settings of every source and destination"),
    link("All on one page", "llms-full.txt", "every resource with its arguments, outputs and an example"),
  ].join("\n\n")}\n`;
}

function reference({ resources, functions }: ProviderSource): string {
  return `${[
    "# pulumi-fivetran: reference",
    SUMMARY,
    RULES,
    `Every example begins so:\n\n\`\`\`ts\n${PREAMBLE}\`\`\``,
    ...resources.map(resourceText),
    ...functions.map(functionText),
  ].join("\n\n")}\n`;
}

function resourceText({ kind, doc, args, outputs }: ResourceSource): string {
  return [
    `## ${kind}`,
    doc.text,
    ...doc.examples.map((code) => `\`\`\`ts\n${code}\n\`\`\``),
    `Arguments:\n\n${args.map(fieldText).join("\n")}`,
    `Outputs: ${["id", ...outputs.map(({ name }) => name)].join(", ")}.`,
  ].join("\n\n");
}

function functionText({ name, parameters, result, doc, args }: FunctionSource): string {
  const lines = args.length === 0 ? [] : [args.map(fieldText).join("\n")];
  return [`## ${name}(${parameters.join(", ")}): Promise<${result}>`, doc.text, ...lines].join("\n\n");
}

function fieldText({ name, isOptional, shape, doc }: Field): string {
  return `- ${name}${isOptional ? "?" : ""}: ${textOf(shape)}. ${oneLine(doc.text)}`.trimEnd();
}
