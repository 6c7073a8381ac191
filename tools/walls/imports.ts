/** Every import of the packages' sources: of values and of types, static and dynamic. */
import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import ts from "typescript";

/** The folders of packages that are published, from the bottom up. */
export const PACKAGES = ["sdk", "core", "provider", "server", "engine", "operations", "cli"] as const;

export interface Import {
  /** As it is written: `./group`, `@pulumi-fivetran/sdk`. */
  readonly specifier: string;
  /** The file it leads to, from the top of the repository; undefined for a package. */
  readonly file: string | undefined;
}

/** Imports by file; both are paths from the top of the repository. */
export type Imports = ReadonlyMap<string, readonly Import[]>;

/** @param root The repository, with a slash at its end. */
export function readImports(root: string): Imports {
  const texts = new Map<string, string>();
  for (const folder of PACKAGES)
    for (const file of filesBelow(root, `${folder}/src`)) texts.set(file, readFileSync(root + file, "utf8"));
  return importsOf(texts);
}

/** @param texts Sources by their paths. */
export function importsOf(texts: ReadonlyMap<string, string>): Imports {
  return new Map(
    [...texts].map(([file, text]) => [
      file,
      specifiersIn(file, text).map((specifier) => ({
        specifier,
        file: specifier.startsWith(".") ? resolved(texts, file, specifier) : undefined,
      })),
    ]),
  );
}

function* filesBelow(root: string, folder: string): Generator<string> {
  let entries: ReturnType<typeof read>;
  try {
    entries = read(root + folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return;
    throw error;
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else if (entry.name.endsWith(".ts")) yield path;
  }
}

function read(folder: string) {
  return readdirSync(folder, { withFileTypes: true });
}

function specifiersIn(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const loads = expression.kind === ts.SyntaxKind.ImportKeyword || expression.getText() === "require";
  return loads ? node.arguments[0] : undefined;
}

function resolved(texts: ReadonlyMap<string, string>, from: string, specifier: string): string | undefined {
  const path = posix.join(posix.dirname(from), specifier);
  const candidates = [`${path}.ts`, path.replace(/\.js$/, ".ts"), path, `${path}/index.ts`];
  return candidates.find((each) => texts.has(each)) ?? path;
}
