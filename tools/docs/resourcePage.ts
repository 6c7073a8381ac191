/** The page of one resource. */
import { oneLine, sentencesOf } from "./docstring.ts";
import { type Example, namesIn } from "./examples.ts";
import type { Facts, Operation } from "./facts.ts";
import { code, listed, page, table, typeCell, typeSection } from "./markdown.ts";
import { type Field, namedIn, typesBelow } from "./shape.ts";
import type { ResourceSource } from "./source.ts";

const MINUTE_MS = 60_000;

export interface ResourcePage {
  readonly source: ResourceSource;
  /** Undefined for a component, which has no handler to ask. */
  readonly facts: Facts | undefined;
  /** The names that other pages' examples declare, with the resource whose page it is. */
  readonly declaredBy: ReadonlyMap<string, ResourceSource>;
}

export function resourcePage({ source, facts, declaredBy }: ResourcePage): string {
  const types = typesBelow([...source.args, ...source.outputs]).filter(({ name }) => name !== "Timeouts");
  return page([
    `<!-- Generated from provider/src/${source.folder}/${source.file}.ts. Not to be edited: npm run docs. -->`,
    `# ${source.kind}`,
    source.doc.text,
    ...examplesOf(source).map((example) => `\`\`\`ts\n${example.code}\n\`\`\``),
    surroundings(source, declaredBy),
    facts && `## What to know\n\n${factLines(source, facts).join("\n")}`,
    `## Arguments\n\n${argumentTable(source, facts)}`,
    `## Outputs\n\n${outputTable(source, facts)}`,
    types.length > 0 ? `## Types\n\n${types.map(typeSection).join("\n\n")}` : undefined,
    `## Errors\n\n${errorLines(source).join("\n")}`,
  ]);
}

export function examplesOf(source: ResourceSource): Example[] {
  return source.doc.examples.map((text, index) => ({ from: `${source.kind} ${index + 1}`, code: text }));
}

/** Where what the examples use comes from. */
function surroundings(source: ResourceSource, declaredBy: ResourcePage["declaredBy"]): string | undefined {
  const used = new Set(examplesOf(source).flatMap((example) => namesIn(example.code).used));
  const parts = [...used].flatMap((name) => {
    const owner = declaredBy.get(name);
    return owner === undefined || owner === source
      ? []
      : [`${code(name)} is that of [${owner.kind}](${owner.file}.md)`];
  });
  const preamble = ["cfg", "password"].filter((name) => used.has(name)).map(code);
  if (preamble.length > 0)
    parts.push(
      `${listed(preamble)} ${preamble.length > 1 ? "are" : "is"} [what all examples begin with](../README.md#examples)`,
    );
  return parts.length === 0 ? undefined : `${capital(listed(parts))}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function factLines(source: ResourceSource, facts: Facts): string[] {
  const { args, secretOutputs, naturalKey, deletingLeaves } = facts;
  const has = (name: string): boolean => source.args.some((field) => field.name === name);
  const secretArgs = source.args.map(({ name }) => name).filter((name) => args[name]?.secret !== undefined);
  return [
    fact("Type", code(`pulumi-nodejs:dynamic/fivetran:${source.kind}`)),
    fact(
      "Id",
      /\bits id is ([^.;]+)/i.exec(oneLine(source.doc.text))?.[1] ?? "the one that Fivetran gives it",
    ),
    fact("Replaced by a change of", replacement(facts)),
    fact("Secret arguments", secretNames(secretArgs, facts)),
    fact("Secret outputs", secretNames(secretOutputs, facts)),
    has("rotationTrigger")
      ? fact(
          "Rotation",
          source.secrets.outputs.length > 0
            ? `another \`rotationTrigger\` renews ${listed(source.secrets.outputs.map(code))}, in place; nothing else does`
            : "another `rotationTrigger` sends all declared secrets again, in place",
        )
      : undefined,
    has("adopt")
      ? fact("Taking over what exists", '`adopt: "<id>"`: see [adopting](../adopting.md)')
      : fact("Taking over what exists", "no `adopt`: creating it takes over what is there"),
    fact(
      "After a killed run",
      naturalKey === undefined
        ? has("adopt")
          ? "it cannot be found again by itself: `adopt` takes it over"
          : "nothing is left behind: the next `up` does it again"
        : `with \`fivetran:recover=true\` it is looked for by ${naturalKey.replaceAll(/'?(<[^']+>)'?/g, (_, pattern: string) => code(pattern))}`,
    ),
    fact(
      "Deleting",
      deletingLeaves === undefined
        ? (sentence(source, /delet/i) ?? "removes it from Fivetran; what is gone already is success")
        : `makes no call: ${deletingLeaves.replaceAll("'<one>:<two>'", "`<id>`")}`,
    ),
    fact("Time", `${timesOf(facts)}; \`timeouts\` sets others`),
  ].filter((line) => line !== undefined);
}

function secretNames(names: readonly string[], { args }: Facts): string {
  const [whole, inPart] = [
    names.filter((name) => args[name]?.secret !== "some"),
    names.filter((name) => args[name]?.secret === "some"),
  ];
  if (names.length === 0) return "none";
  const parts = inPart.length === 0 ? [] : [`what is secret in ${listed(inPart.map(code))}`];
  return [...(whole.length === 0 ? [] : [listed(whole.map(code))]), ...parts].join("; ");
}

function fact(name: string, text: string): string {
  return `- **${name}**: ${text.replace(/\.$/, "")}.`;
}

function sentence(source: ResourceSource, pattern: RegExp): string | undefined {
  return sentencesOf(source.doc.text).find((each) => pattern.test(each));
}

function replacement({ args }: Facts): string {
  const replacing = Object.entries(args).filter(([, { replaces }]) => replaces);
  const first = replacing.filter(([, { oldGoesFirst }]) => oldGoesFirst).map(([name]) => code(name));
  const after = replacing.filter(([, { oldGoesFirst }]) => !oldGoesFirst).map(([name]) => code(name));
  if (replacing.length === 0) return "nothing";
  const parts = [
    ...(after.length === 0 ? [] : [`${listed(after)} (the new one is made first)`]),
    ...(first.length === 0 ? [] : [`${listed(first)} (the old one is deleted first)`]),
  ];
  return parts.join("; ");
}

/** `create and update 30 minutes, read and delete 10 minutes` */
function timesOf({ timeouts }: Facts): string {
  const byTime = new Map<number, Operation[]>();
  for (const [operation, ms] of Object.entries(timeouts))
    byTime.set(ms, [...(byTime.get(ms) ?? []), operation as Operation]);
  if (byTime.size === 1)
    return `${String([...byTime.keys()].map((ms) => ms / MINUTE_MS))} minutes for each operation`;
  return [...byTime].map(([ms, operations]) => `${listed(operations)} ${ms / MINUTE_MS} minutes`).join(", ");
}

function argumentTable(source: ResourceSource, facts: Facts | undefined): string {
  const rows = [...source.args]
    .sort((a, b) => Number(a.isOptional) - Number(b.isOptional))
    .map((field) => {
      const { name, isOptional, shape } = field;
      const type = name === "timeouts" ? "[`Timeouts`](../README.md#timeouts)" : typeCell(shape);
      return [`${code(name)}${isOptional ? "" : " (required)"}`, type, argumentText(field, facts)];
    });
  return table(["Argument", "Type", "Meaning"], rows);
}

function argumentText({ name, doc, shape }: Field, facts: Facts | undefined): string {
  const known = facts?.args[name];
  const [type, another] = namedIn(shape);
  const own = doc.text === "" && another === undefined ? (type?.doc.text ?? "") : doc.text;
  const meaning = name === "timeouts" ? "How long operations may take." : own;
  const takenOut = known?.takenOut
    ?.replace(/^is no longer (declared|managed)( here)? and /, "")
    .replace(/^will be /, "")
    .replace(/^ends; /, "")
    // The sample that the handler was asked with.
    .replaceAll(/'<\w+>'/g, "a value");
  return [
    known?.replaces === true ? "**Replaces.**" : "",
    known?.secret === "all" ? "**Secret.**" : "",
    known?.secret === "some" ? "**Secret in part.**" : "",
    meaning,
    takenOut === undefined ? "" : `Taken out of the program: ${takenOut}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function outputTable(source: ResourceSource, facts: Facts | undefined): string {
  const isArgument = (name: string): boolean => source.args.some((field) => field.name === name);
  const rows = source.outputs.map(({ name, shape, doc }) => {
    const secret = facts?.secretOutputs.includes(name) === true ? "**Secret.** " : "";
    const meaning = doc.text.replace(/^Secret[:.]\s*/, "");
    const isPart = typeCell(shape).endsWith(".md)");
    const unsaid = isPart
      ? "What it is made of."
      : isArgument(name)
        ? "The argument, as it is upstream."
        : "";
    return [code(name), typeCell(shape), `${secret}${capital(oneLine(meaning || unsaid))}`.trim()];
  });
  const id = facts === undefined ? [] : [[code("id"), code("string"), "See above."]];
  return table(["Output", "Type", "Meaning"], [...id, ...rows]);
}

function errorLines(source: ResourceSource): string[] {
  return [
    ...source.doc.throws.map((text) => `- ${capital(text.replace(/^\{?Error\}?\s+/, ""))}`),
    `- ${source.doc.throws.length > 0 ? "And what" : "What"} any resource may answer with: see [errors](../errors.md).`,
  ];
}
