/** The code of the documentation, as one program. */
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { assembled, type Example, PREAMBLE } from "../../tools/docs/examples.ts";
import { blocksOf } from "../package/sdk/readmeBlocks.ts";

const DOCS = fileURLToPath(new URL("../../docs/", import.meta.url));

/** Compares with another product, whose code it may show. */
const OTHERS_CODE = new Set(["compared.md"]);

/** The hand-written and generated pages, those of resources first: what these declare, the others use. */
export function pageFiles(): string[] {
  const inFolder = (folder: string): string[] =>
    readdirSync(DOCS + folder)
      .filter((name) => name.endsWith(".md") && !OTHERS_CODE.has(name))
      .sort()
      .map((name) => DOCS + folder + name);
  return [...inFolder("resources/"), ...inFolder(""), ...inFolder("how-to/")];
}

/** All TypeScript of the pages. */
export function docsExamples(): Example[] {
  return pageFiles().flatMap((file) =>
    blocksOf(file).map(({ name, code }) => ({ from: `${basename(file)}: ${name}`, code: code.trimEnd() })),
  );
}

/** As a user would write it. */
export function docsProgram(): string {
  return `${PREAMBLE}${assembled(docsExamples())}export {};\n`;
}

/** As Pulumi runs it: a function, since the examples wait for lookups. */
export function docsJavaScript(): string {
  const program = `${PREAMBLE}export = async () => {\n${assembled(docsExamples())}};\n`;
  return ts.transpileModule(program, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  }).outputText;
}
