import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { oneLine, sentencesOf } from "../../../tools/docs/docstring.ts";
import { type Facts, factsOf, type Handler } from "../../../tools/docs/facts.ts";
import { guidesIn, pagesOf, RESOURCES } from "../../../tools/docs/pages.ts";
import { type ProviderSource, type ResourceSource, readProvider } from "../../../tools/docs/source.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const committed = (path: string): string => readFileSync(join(ROOT, path), "utf8");

async function handlerOf(kind: string): Promise<Handler> {
  const file = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}`;
  const url = new URL(`../../../core/src/handlers/${file}.ts`, import.meta.url);
  return ((await import(url.href)) as { handler: Handler }).handler;
}

/** Names in backticks. */
function named(text: string): string[] {
  return [...text.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
}

describe("the generated pages", () => {
  let provider: ProviderSource;
  let resources: ResourceSource[];
  const facts = new Map<string, Facts>();

  beforeAll(async () => {
    provider = readProvider();
    resources = provider.resources.filter(({ isComponent }) => !isComponent);
    for (const source of resources)
      facts.set(source.kind, await factsOf(source, await handlerOf(source.kind)));
  });

  it("are what the source gives: npm run docs would change nothing", async () => {
    const guides = await guidesIn(join(ROOT, "docs"));
    const pages = await pagesOf(provider, guides, handlerOf);
    const inFolder = readdirSync(join(ROOT, RESOURCES)).map((name) => `${RESOURCES}/${name}`);
    expect(inFolder.sort()).toEqual(
      Object.keys(pages)
        .filter((path) => path.startsWith(RESOURCES))
        .sort(),
    );
    expect(Object.keys(pages).filter((path) => committed(path) !== pages[path])).toEqual([]);
  });

  it("have no empty cell, and repeat no phrase that says nothing", async () => {
    const pages = await pagesOf(provider, [], handlerOf);
    const lines = Object.entries(pages).flatMap(([path, text]) =>
      text.split("\n").map((line) => `${path}: ${line}`),
    );
    expect(lines.filter((line) => /\| {2}\|/.test(line))).toEqual([]);
    expect(lines.filter((line) => /Taken out|as it is upstream|Deleting: Deleting/.test(line))).toEqual([]);
  });

  it("are one for every resource", () => {
    const files = readdirSync(join(ROOT, "provider/src/resources")).filter((name) => name !== "arguments.ts");
    const pages = new Set(readdirSync(join(ROOT, RESOURCES)));
    expect(files.filter((name) => !pages.has(name.replace(/\.ts$/, ".md")))).toEqual([]);
  });

  it("say what each resource is, with an example, and what each argument and output means", () => {
    const silent = provider.resources.flatMap(({ kind, doc, args, outputs }) => [
      ...(doc.text === "" ? [`${kind} is not described`] : []),
      ...(doc.examples.length === 0 ? [`${kind} has no example`] : []),
      ...args
        .filter(({ doc: { text }, shape }) => text === "" && shape.kind !== "named")
        .map(({ name }) => `${kind}.${name} is not described`),
      ...outputs
        .filter(({ name, doc: { text } }) => text === "" && !args.some((field) => field.name === name))
        .filter(({ shape }) => (shape.kind === "union" ? shape.of[0] : shape)?.kind !== "resource")
        .map(({ name }) => `the output ${kind}.${name} is not described`),
    ]);
    expect(silent).toEqual([]);
  });

  it("tell of a component what they tell of its parts, but nothing of an argument that it treats otherwise", async () => {
    const { "docs/resources/pipeline.md": pipeline = "" } = await pagesOf(provider, [], handlerOf);
    expect(pipeline).toContain("**Secret arguments**: `auth`; what is secret in `config` and `extraConfig`");
    expect(pipeline).toMatch(/\| `groupId` \(required\) \| `string` \| \*\*Replaces\.\*\*/);
    const removal = pipeline.split("\n").filter((line) => /^ {2}- /.test(line));
    expect(removal.some((line) => line.includes("`dailySyncTime`"))).toBe(true);
    expect(removal.filter((line) => line.includes("`paused`"))).toEqual([]);
  });

  it("say in their text what the handlers do: what replaces", () => {
    const wrong = resources.flatMap(({ kind, doc }) => {
      const replacing = Object.entries(facts.get(kind)?.args ?? {})
        .filter(([, { replaces }]) => replaces)
        .map(([name]) => name);
      const [said, ...others] = sentencesOf(doc.text).filter((sentence) =>
        /^(Replaced when|Nothing replaces)/.test(sentence),
      );
      if (said === undefined || others.length > 0)
        return [`${kind} says it ${said === undefined ? "never" : "twice"}`];
      const names = named(said.split(";")[0] ?? "");
      // "either" and "anything" name all that there is, but for what acts at creation only.
      const wanted = /either|anything/.test(said) ? replacing : names;
      return wanted.sort().join() === replacing.sort().join()
        ? []
        : [`${kind}: "${said}", not ${replacing.join()}`];
    });
    expect(wrong).toEqual([]);
  });

  it("say of each argument that replaces that it does", () => {
    const silent = resources.flatMap(({ kind, args }) =>
      args
        .filter(({ name, doc: { text } }) => {
          const replaces = facts.get(kind)?.args[name]?.replaces === true;
          return replaces !== /Changing this replaces/.test(oneLine(text));
        })
        .map(({ name }) => `${kind}.${name}`),
    );
    expect(silent).toEqual([]);
  });
});
