/** All generated pages. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { namesIn } from "./examples.ts";
import { COMMANDS } from "./commandPages.ts";
import { type Facts, factsOf, factsOfParts, type Handler } from "./facts.ts";
import { FUNCTION_PAGES, functionsPage } from "./functionsPage.ts";
import { type Guide, guideOf, indexPage } from "./indexPage.ts";
import { examplesOf, resourcePage } from "./resourcePage.ts";
import { SERVICES } from "./servicesPages.ts";
import type { ProviderSource, ResourceSource } from "./source.ts";

/** Where pages of resources lie, from the root of the repository. Nothing else does. */
export const RESOURCES = "docs/resources";
const INDEX = "docs/README.md";

/** Whether a file below `docs/` is written by hand. */
export function isGuide(file: string): boolean {
  const generated = [INDEX, ...FUNCTION_PAGES.map(({ folder }) => pathOf(folder))];
  const path = `docs/${file}`;
  const isInOwnFolder = [RESOURCES, SERVICES, COMMANDS].some((folder) => path.startsWith(`${folder}/`));
  return file.endsWith(".md") && !isInOwnFolder && !generated.includes(path);
}

/** All hand-written pages, those of folders included, sorted by their file. */
export async function guidesIn(docs: string): Promise<Guide[]> {
  const files = (await readdir(docs, { recursive: true })).map((file) => file.replaceAll("\\", "/"));
  return Promise.all(
    files
      .filter(isGuide)
      .sort()
      .map(async (file) => guideOf(file, await readFile(join(docs, file), "utf8"))),
  );
}

function pathOf(folder: string): string {
  return `docs/${folder}.md`;
}

/**
 * The pages by their path from the root of the repository.
 *
 * @param handlerOf The handler of a kind.
 */
export async function pagesOf(
  { resources, functions }: ProviderSource,
  guides: readonly Guide[],
  handlerOf: (kind: string) => Handler | Promise<Handler>,
): Promise<Record<string, string>> {
  const declaredBy = ownersOf(resources);
  const inFolder = (folder: string) => functions.filter((each) => each.folder === folder);
  const ofFunctions = FUNCTION_PAGES.filter(({ folder }) => inFolder(folder).length > 0);
  const pages: Record<string, string> = { [INDEX]: indexPage(resources, guides, ofFunctions) };
  for (const each of ofFunctions) pages[pathOf(each.folder)] = functionsPage(each, inFolder(each.folder));
  const factsByKind = new Map<string, Facts>();
  for (const source of resources)
    if (!source.isComponent)
      factsByKind.set(source.kind, await factsOf(source, await handlerOf(source.kind)));
  for (const source of resources) {
    const parts = source.isComponent ? partsOf(source, resources) : [];
    const own = factsByKind.get(source.kind);
    const facts =
      own ??
      factsOfParts(
        source,
        parts.flatMap((part) => {
          const facts = factsByKind.get(part.kind);
          return facts === undefined ? [] : [{ source: part, facts }];
        }),
      );
    pages[`${RESOURCES}/${source.file}.md`] = resourcePage({ source, facts, parts, declaredBy });
  }
  return pages;
}

/** The resources that a component has as outputs. */
function partsOf({ outputs }: ResourceSource, resources: readonly ResourceSource[]): ResourceSource[] {
  return outputs.flatMap(({ shape }) => {
    const whole = shape.kind === "union" ? shape.of[0] : shape;
    return resources.filter(
      ({ kind, isComponent }) => !isComponent && whole?.kind === "resource" && whole.name === kind,
    );
  });
}

/** Which resource's example declares a name. */
function ownersOf(resources: readonly ResourceSource[]): Map<string, ResourceSource> {
  const owners = new Map<string, ResourceSource>();
  for (const source of resources)
    for (const example of examplesOf(source))
      for (const name of namesIn(example.code).declared) if (!owners.has(name)) owners.set(name, source);
  return owners;
}
