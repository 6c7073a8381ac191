/** The page of one resource. */
import { oneLine, sentencesOf } from "./docstring.ts";
import { type Example, namesIn } from "./examples.ts";
import type { Facts, Operation } from "./facts.ts";
import { code, listed, page, table, typeCell, typeSection } from "./markdown.ts";
import { removalLines } from "./removal.ts";
import { type Field, namedIn, typesBelow } from "./shape.ts";
import type { ResourceSource } from "./source.ts";

const MINUTE_MS = 60_000;

export interface ResourcePage {
  readonly source: ResourceSource;
  /** Those of a component are its parts'. */
  readonly facts: Facts;
  /** The resources that a component is made of. */
  readonly parts: readonly ResourceSource[];
  /** The names that other pages' examples declare, with the resource whose page it is. */
  readonly declaredBy: ReadonlyMap<string, ResourceSource>;
}

export function resourcePage({ source, facts, parts, declaredBy }: ResourcePage): string {
  const types = typesBelow([...source.args, ...source.outputs]).filter(({ name }) => name !== "Timeouts");
  return page([
    `<!-- Generated from provider/src/${source.folder}/${source.file}.ts. Not to be edited: npm run docs. -->`,
    `# ${source.kind}`,
    source.doc.text,
    ...examplesOf(source).map((example) => `\`\`\`ts\n${example.code}\n\`\`\``),
    surroundings(source, declaredBy),
    // Nobody knows anything of a component but its parts.
    source.isComponent && parts.length === 0
      ? undefined
      : `## What to know\n\n${factLines(source, facts, parts).join("\n")}`,
    `## Arguments\n\n${argumentTable(source, facts)}`,
    `## Outputs\n\n${outputTable(source, facts, parts)}`,
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
      : [`${code(name)} comes from the example of [${owner.kind}](${owner.file}.md)`];
  });
  const preamble = ["cfg", "password"].filter((name) => used.has(name)).map(code);
  if (preamble.length > 0)
    parts.push(`${listed(preamble)} from [the beginning of all examples](../README.md#examples)`);
  return parts.length === 0 ? undefined : `${capital(listed(parts))}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function factLines(source: ResourceSource, facts: Facts, parts: readonly ResourceSource[]): string[] {
  const { args, secretOutputs } = facts;
  const has = (name: string): boolean => source.args.some((field) => field.name === name);
  const secretArgs = source.args.map(({ name }) => name).filter((name) => args[name]?.secret !== undefined);
  const removal = removalLines(facts);
  return [
    ...identity(source, parts),
    fact("Replaced by a change of", replacement(facts)),
    fact("Secret arguments", secretNames(secretArgs, facts)),
    fact("Secret outputs", secretNames(secretOutputs, facts)),
    has("rotationTrigger")
      ? fact(
          "Rotation",
          source.secrets.outputs.length > 0
            ? `a new value of \`rotationTrigger\` renews ${listed(source.secrets.outputs.map(code))}, in place; nothing else does`
            : "a new value of `rotationTrigger` sends all declared secrets again, in place",
        )
      : undefined,
    removal.length === 0
      ? undefined
      : `- **If you remove an argument**:\n${removal.map((line) => `  - ${line}.`).join("\n")}`,
    has("adopt")
      ? fact("Adopting what exists", '`adopt: "<id>"`: see [adopting](../adopting.md)')
      : fact("Adopting what exists", "there is no `adopt`: creating it adopts what exists"),
    fact("After a killed run", recovery(facts, has("adopt"))),
    fact("Deleting", parts.length > 0 ? "deletes its parts, as their pages say" : deletion(source, facts)),
    parts.length > 0
      ? fact("Time", "each part has the time that its page says; `timeouts` sets the time of all")
      : fact("Time", `${timesOf(facts)}; \`timeouts\` sets others`),
  ].filter((line) => line !== undefined);
}

function identity(source: ResourceSource, parts: readonly ResourceSource[]): string[] {
  if (parts.length > 0)
    return [
      fact("Type", `${code(`fivetran:index:${source.kind}`)}, a component`),
      fact("Parts", listed(parts.map(({ kind, file }) => `[${kind}](${file}.md)`))),
    ];
  const said = /\bits id is ([^.;]+)/i.exec(oneLine(source.doc.text))?.[1];
  return [
    fact("Type", code(`pulumi-nodejs:dynamic/fivetran:${source.kind}`)),
    fact("Id", said ?? "the one that Fivetran gives it"),
  ];
}

function recovery({ naturalKey }: Facts, hasAdopt: boolean): string {
  if (naturalKey !== undefined) {
    // A service's form of `destinationSchema` is the sample's, so only the argument is named.
    const key = naturalKey.replaceAll(/'?<([^'.>]+)[^'>]*>'?/g, (_, name: string) => code(name));
    return `with \`fivetran:recover=true\`, it is found by ${key}`;
  }
  return hasAdopt
    ? "it cannot be found automatically: `adopt` adopts it"
    : "nothing is left behind: the next `up` does it again";
}

function deletion(source: ResourceSource, { deletingLeaves }: Facts): string {
  if (deletingLeaves !== undefined)
    return `makes no call: ${deletingLeaves.replaceAll("'<one>:<two>'", "`<id>`")}`;
  const said = sentence(source, /delet/i);
  return said ?? "removes it from Fivetran; an object that no longer exists counts as deleted";
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

function argumentTable(source: ResourceSource, facts: Facts): string {
  const rows = [...source.args]
    .sort((a, b) => Number(a.isOptional) - Number(b.isOptional))
    .map((field) => {
      const { name, isOptional, shape } = field;
      const type = name === "timeouts" ? "[`Timeouts`](../README.md#timeouts)" : typeCell(shape);
      return [`${code(name)}${isOptional ? "" : " (required)"}`, type, argumentText(field, facts)];
    });
  return table(["Argument", "Type", "Meaning"], rows);
}

function argumentText({ name, doc, shape }: Field, facts: Facts): string {
  const known = facts.args[name];
  const [type, another] = namedIn(shape);
  const own = doc.text === "" && another === undefined ? (type?.doc.text ?? "") : doc.text;
  return [
    known?.replaces === true ? "**Replaces.**" : "",
    known?.secret === "all" ? "**Secret.**" : "",
    known?.secret === "some" ? "**Secret in part.**" : "",
    name === "timeouts" ? "How long operations may take." : own,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function outputTable(source: ResourceSource, facts: Facts, parts: readonly ResourceSource[]): string {
  const isArgument = (name: string): boolean => source.args.some((field) => field.name === name);
  const rows: string[][] =
    parts.length > 0 ? [] : [[code("id"), code("string"), "The id: see [what to know](#what-to-know)."]];
  const echoed: string[] = [];
  for (const { name, shape, doc } of source.outputs) {
    const secret = facts.secretOutputs.includes(name) ? "**Secret.** " : "";
    const isPart = typeCell(shape).endsWith(".md)");
    const meaning = doc.text.replace(/^Secret[:.]\s*/, "") || (isPart ? "The part of that kind." : "");
    if (meaning === "" && isArgument(name)) echoed.push(`${code(name)}${secret === "" ? "" : " (secret)"}`);
    else rows.push([code(name), typeCell(shape), `${secret}${capital(oneLine(meaning))}`.trim()]);
  }
  return page([
    table(["Output", "Type", "Meaning"], rows),
    echoed.length === 0
      ? undefined
      : `An output with the name of an argument has the argument's value in Fivetran: ${listed(echoed)}.`,
  ]).trimEnd();
}

function errorLines(source: ResourceSource): string[] {
  return [
    ...source.doc.throws.map((text) => `- ${capital(text.replace(/^\{?Error\}?\s+/, ""))}`),
    "- The errors of every resource: see [errors](../errors.md).",
  ];
}
